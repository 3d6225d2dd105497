import { z } from 'zod'
import { titles } from './problem.ts'
import { photoTypes, type Route, tags } from './route.ts'
import { routes } from './routes.ts'
import { Problem, referenceTo, schemaComponents } from './schemas.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * The OpenAPI 3.1 document of the routes, from the same schemas that requests and answers are parsed by.
 * `address`: where it is answered, for example `http://127.0.0.1:8765`.
 */
export function openApi(version: string, address: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of routes) {
    paths[route.path] ??= {}
    paths[route.path]![route.verb.toLowerCase()] = operation(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rollcall',
      version,
      description:
        'People and entries of one installation. Instants are milliseconds since 1970-01-01T00:00:00Z. HEAD is answered wherever GET is.',
      contact: { name: 'Rollcall' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: address, description: 'This installation' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Every token has scopes; each operation names its own.' },
      },
      schemas: schemaComponents(),
      responses: Object.fromEntries(
        [...new Set(routes.flatMap(refusalsOf))].map((status) => [nameOf(status), problemAnswer(titles[status]!)]),
      ),
    },
  }
}

function operation(route: Route): Json {
  const { summary, operationId, tag, scope, id, query, body, answer } = route
  const parameters = [
    ...(id === null ? [] : [{ name: 'id', in: 'path', required: true, schema: schemaOf(id) }]),
    ...queryParameters(query),
  ]
  return {
    operationId,
    tags: [tag],
    summary,
    description: `Needs the scope \`${scope}\`.`,
    security: [{ token: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body !== null && { requestBody: { required: true, content: bodyContent(body) } }),
    responses: {
      ...(answer === null
        ? { 204: { description: 'Done' } }
        : { 200: { description: 'Done', content: { 'application/json': { schema: referenceTo(answer) } } } }),
      ...Object.fromEntries(
        refusalsOf(route).map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
      ),
      default: problemAnswer('Not done'),
    },
  }
}

function refusalsOf({ path, id, query, body, conflict }: Route): number[] {
  const looksUp = id !== null || (path !== '/v1/people' && 'employeeNumber' in query.shape)
  return [400, 401, 403, ...(looksUp ? [404] : []), ...(conflict ? [409] : []), ...(body === null ? [] : [413, 503])]
}

const nameOf = (status: number) => titles[status]!.replaceAll(' ', '')

function problemAnswer(description: string): Json {
  return { description, content: { 'application/problem+json': { schema: referenceTo(Problem) } } }
}

function queryParameters(query: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = schemaOf(query) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }))
}

function bodyContent(body: Exclude<Route['body'], null>): Json {
  if (body !== 'photo') return { 'application/json': { schema: referenceTo(body) } }
  return Object.fromEntries(photoTypes.map((type) => [type, {}]))
}

function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}
