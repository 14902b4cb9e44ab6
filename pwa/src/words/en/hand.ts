export const hand = {};
