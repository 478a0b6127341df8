/** 是哪个文件定的, 被谁替代: the document that says it is asked for, not a number printed in its text. */
const ASKS_SOURCE = /(?:是|在|由|出自|见|按)哪[个份一](?:份|个)?文(?:件|里)?|哪个文件|哪份文件|什么文件(?:定|规定|说|里)|被(?:谁|什么|哪个)(?:替代|取代|代替|废止)/

export const asksSource = (question: string): boolean => ASKS_SOURCE.test(question)
