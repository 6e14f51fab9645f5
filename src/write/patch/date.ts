/** A moment as mail headers write it (RFC 5322, 3.3), from what git keeps: seconds and a time zone. */

export interface Moment {
  /** Since 1970-01-01T00:00:00Z. */
  readonly seconds: number
  /** `+0200`: how far the clock of whoever wrote it is ahead. */
  readonly zone: string
}

const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Mon, 17 Sep 2001 00:00:00 +0000`. */
export function mailDate({seconds, zone}: Moment): string {
  const local = seconds + offsetOf(zone)
  const days = Math.floor(local / 86_400)
  const time = local - days * 86_400
  const {year, month, day} = civilDate(days)
  const clock = [Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60]
  const weekday = weekdays[((days % 7) + 7) % 7]
  return `${weekday}, ${day} ${months[month]} ${year} ${clock.map(twoDigits).join(':')} ${zone}`
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** In seconds. */
function offsetOf(zone: string): number {
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3, 5))]
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60)
}

/**
 * Day, month (0 for January) and year of a day that is counted from 1970-01-01. Counts from 1 March of year 0, so that
 * the day that a leap year adds is a year's last, and in eras of 400 years, which all have 146,097 days.
 */
function civilDate(days: number): {readonly year: number; readonly month: number; readonly day: number} {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = (marchMonth + 2) % 12
  return {
    year: yearOfEra + era * 400 + (month < 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}
