export function SchedulesScreen(_props: { part: string | null }) {
  return null
}
