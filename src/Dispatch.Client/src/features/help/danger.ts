import list from '../../../../../data/cues.json'

// The server has the last word on danger; this reads the same list, so that the numbers to call are on the screen while the words are typed.

const folds = new Map([...list.folds.from].map((letter, at) => [letter, [...list.folds.to][at] ?? letter]))
const phrases = list.cues.filter((cue) => cue.level === 'HighRisk').flatMap((cue) => cue.phrases.map(shaped))

/** Whether the words hold one that raises a request to High-risk. Negation and quotation are not read. */
export function speaksOfDanger(words: string): boolean {
  const text = shaped(words)
  return phrases.some((phrase) => holds(text, phrase))
}

/** NFKC, lower case, traditional to simplified; separators vanish beside Han characters and are one space between words. */
function shaped(text: string): string {
  const plain = [...text.normalize('NFKC').toLowerCase().replace(/['’‘\p{Cf}\p{Mn}]/gu, '')].map((letter) => folds.get(letter) ?? letter).join('')
  const spaced = plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return spaced.replace(/([\u2e80-\uffff]) /g, '$1').replace(/ ([\u2e80-\uffff])/g, '$1')
}

/** A word of a spaced script counts only as a whole: "skill" holds no "kill". */
function holds(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const [before, after] = [text[at - 1], text[at + phrase.length]]
    if (!(inWord(before) && inWord(phrase[0])) && !(inWord(phrase.at(-1)) && inWord(after))) return true
  }
  return false
}

function inWord(letter: string | undefined): boolean {
  return letter !== undefined && letter < '\u2e80' && letter !== ' '
}
