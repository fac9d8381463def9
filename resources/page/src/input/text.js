/** Text as it reads: runs of white space are one blank, none at the ends. */
export function tidy(text) {
  return text.replace(/[\s\u200b\u00ad]+/g, " ").trim();
}
