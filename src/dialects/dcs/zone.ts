/** The one zone there is: Stepwell knows none, and clients need one to name. */
export const onlyZone = 'default'
