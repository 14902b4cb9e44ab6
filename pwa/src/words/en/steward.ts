export const steward = {};
