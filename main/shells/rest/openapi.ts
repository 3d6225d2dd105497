import { z } from 'zod'
import { apiScopes } from '../../contract/api/rest.ts'
import { errorCodes } from '../../contract/errors.ts'
import { type Route, routes } from './routes.ts'

type Json = Readonly<Record<string, unknown>>

/** The OpenAPI 3.1 document of the routes, from the same schemas that requests and answers are parsed by. */
export function openApi(version: string): Json {
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
      description: 'People and entries of one installation. Instants are milliseconds since 1970-01-01T00:00:00Z.',
    },
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: `A token with scopes: ${apiScopes.join(', ')}` },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail', 'code'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            code: { type: 'string', enum: [...errorCodes] },
          },
        },
      },
    },
  }
}

function operation({ summary, scope, path, query, body, answer }: Route): Json {
  const parameters = [
    ...(path.includes('{id}') ? [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }] : []),
    ...queryParameters(query),
  ]
  return {
    summary,
    security: [{ token: [scope] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body !== null && { requestBody: { required: true, content: bodyContent(body) } }),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schemaOf(answer, 'output') } } },
      default: {
        description: 'Not done',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function queryParameters(query: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function bodyContent(body: Exclude<Route['body'], null>): Json {
  if (body !== 'photo') return { 'application/json': { schema: schemaOf(body, 'input') } }
  return Object.fromEntries(['image/jpeg', 'image/png', 'image/webp', 'image/heic'].map((type) => [type, {}]))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
