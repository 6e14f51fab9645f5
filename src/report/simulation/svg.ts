/** SVG as strings: elements with attributes. Text has a white rim, since it may stand on a line. */

export type Attributes = Readonly<Record<string, string | number>>

export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`
}

/** `y` is the base line. */
export function text(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return element('text', {x, y, ...attributes}, escapeXml(content))
}

export function picture(width: number, height: number, title: string, content: readonly string[]): string {
  const style = `text{font:13px ui-monospace,monospace;fill:#222;paint-order:stroke;stroke:#fff;stroke-width:3px}.bold{font-weight:bold}.small{font-size:11px}.thin{stroke:#999}`
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${style}</style>`,
    element('rect', {width, height, fill: '#fff'}),
    ...content,
    '</svg>',
  ].join('\n')}\n`
}

/** A control character is no XML, even escaped. */
export function escapeXml(content: string): string {
  return [...content]
    .map((character) => (character < ' ' || character === '\x7f' ? '?' : (entities[character] ?? character)))
    .join('')
}

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}

/** Columns of the font above, in pixels. */
export const columnWidth = 7.9
