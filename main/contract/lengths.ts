/** Letters at most, for whoever checks or takes input; without the checks themselves, which the kiosk's page does not load. */
export const longestName = 200
export const longestNumber = 64
