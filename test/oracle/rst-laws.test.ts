/** The laws of the reStructuredText reader, over every document of the trees. */

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {kernelTrees} from '../kernel-trees.ts'
import {brokenLaws} from '../read/rst/laws.ts'

const trees = kernelTrees()

describe.skipIf(trees.length === 0)('the laws of the reader', () => {
  it.each(trees)('hold in every document of $name', ({directory}) => {
    const root = join(directory, 'Documentation')
    const files = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter((file) => file.endsWith('.rst'))
    const broken = files.sort().flatMap((file) => {
      return brokenLaws(readFileSync(join(root, file), 'utf8')).map((law) => `${file}: ${law}`)
    })
    expect(broken).toEqual([])
    expect(files.length).toBeGreaterThan(500)
  })
})
