/** Times up to now that are asked for most, each by when it begins. */
export const kTimeRanges = [
  { since: "15m", text: "15 minutes" },
  { since: "1h", text: "hour" },
  { since: "1d", text: "day" },
  { since: "7d", text: "7 days" },
];
