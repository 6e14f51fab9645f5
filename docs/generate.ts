/** `npm run docs`: writes what is generated under docs/. A test says whether it is current. */

import {mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'
import {configJsonSchema} from '../src/config/index.ts'
import {formats, rulePages} from '../src/report/index.ts'
import {listedRules as rules} from '../src/rules/index.ts'
import {seriesJsonSchema} from '../src/series/index.ts'
import {seriesPages} from './series-pages.ts'

/** Every generated file by its path from the top of the project. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const schema = await configJsonSchema({rules: rules.map(({id}) => id), formats})
  const pages = await rulePages(rules)
  return new Map([
    ['docs/uapidoc.config.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
    ['docs/series.schema.json', `${JSON.stringify(await seriesJsonSchema(), null, 2)}\n`],
    ...[...pages].map(([name, text]) => [`docs/rules/${name}`, text] as const),
    ...[...(await seriesPages('.'))].map(([name, text]) => [`docs/series/${name}`, text] as const),
  ])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await generatedFiles()
  for (const directory of ['docs/rules', 'docs/series']) {
    mkdirSync(directory, {recursive: true})
    for (const name of readdirSync(directory)) {
      if (!files.has(`${directory}/${name}`)) rmSync(`${directory}/${name}`)
    }
  }
  for (const [file, text] of files) {
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(file, text)
  }
}
