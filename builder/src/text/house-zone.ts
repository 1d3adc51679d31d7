/** Moments are told in the country's one civil time, wherever the reader's device thinks it is: the same in the studio and in the portal. */
export const HOUSE_ZONE = 'Asia/Shanghai';
