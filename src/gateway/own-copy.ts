/** The longest text that V8 always copies; a longer slice keeps alive all of the text that it was cut from. */
const alwaysCopied = 12

/** The same text, of its own: what is remembered must not keep whole requests in memory. */
export const ownCopy = (text: string): string => (text.length <= alwaysCopied ? text : Buffer.from(text).toString())
