/** Every property by its name, which is what a claim of a series says. */

import type {Property} from '../property.ts'
import {answers} from './answers.ts'
import {callsOnVm} from './calls.ts'
import {exits} from './exits.ts'
import {reports} from './reports.ts'

export const properties: Readonly<Record<string, Property>> = {...exits, ...reports, ...callsOnVm, ...answers}
