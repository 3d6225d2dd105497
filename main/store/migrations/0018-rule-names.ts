/**
 * Rules name their limits as all other limits are named: `min…`, `max…`. In text a quotation mark is escaped, so only
 * keys match.
 */
export const ruleNames = `
update documents
set value = replace(replace(value, '"leastMinutes":', '"minMinutes":'), '"longestSessionMinutes":', '"maxSessionMinutes":')
where key = 'attendance-rules';
`
