/** Where the browser goes in a hurry: a page that anybody may have been looking at. */
export const elsewhere = 'https://www.bbc.co.uk/weather';
