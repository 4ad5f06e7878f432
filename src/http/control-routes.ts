import { NotMetError } from '../control/errors.ts'
import { advanceShape, clockShape, explainShape, scopeShape, waitForShape } from '../control/shapes.ts'
import { callQueryShape } from '../gateway/call-query.ts'
import { faultShape } from '../gateway/faults.ts'
import { accountRoutes, snapshotRoutes, stateRoutes } from './control-data-routes.ts'
import { type Route, route } from './control-route.ts'

const clockRoutes: readonly Route[] = [
  route({ method: 'GET', path: '/clock', summary: 'The time', run: control => ({ now: control.clock.now() }) }),
  route({
    method: 'PUT',
    path: '/clock',
    summary: 'Stop the clock at a time, or let it follow the machine again',
    body: clockShape,
    run: (control, { body }) => {
      control.clock.set(body.at === 'real' ? body.at : new Date(body.at))
      return { now: control.clock.now() }
    },
  }),
  route({
    method: 'POST',
    path: '/clock/advance',
    summary: 'Move the clock',
    body: advanceShape,
    run: (control, { body }) => ({ now: control.clock.advance(body.seconds) }),
  }),
]

const faultRoutes: readonly Route[] = [
  route({ method: 'GET', path: '/faults', summary: 'The faults that are set', run: control => control.faults.list() }),
  route({
    method: 'POST',
    path: '/faults',
    summary: 'Set a fault',
    body: faultShape,
    run: (control, { body }) => ({ id: control.faults.add(body) }),
  }),
  route({
    method: 'DELETE',
    path: '/faults/:id',
    summary: 'Remove a fault',
    run: (control, { at }) => control.faults.remove(at.id as string),
  }),
  route({
    method: 'DELETE',
    path: '/faults',
    summary: 'Remove all faults, or those of one account',
    query: scopeShape,
    run: (control, { query }) => control.faults.clear(query),
  }),
]

const requestRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/requests',
    summary: 'The calls that meet the conditions, oldest first',
    query: callQueryShape,
    run: (control, { query }) => control.requests.list(query),
  }),
  route({
    method: 'GET',
    path: '/requests/count',
    summary: 'How many calls meet the conditions',
    query: callQueryShape,
    run: (control, { query }) => ({ count: control.requests.count(query) }),
  }),
  route({
    method: 'POST',
    path: '/requests/wait',
    summary: 'Wait for calls; when they do not come, met is false and the closest misses are told',
    body: waitForShape,
    run: async (control, { gone, body: { query = {}, ...wait } }) => {
      try {
        return { met: true, calls: await control.requests.waitFor(query, wait, gone) }
      } catch (error) {
        if (!(error instanceof NotMetError)) throw error
        return { met: false, message: error.message, closest: error.closest }
      }
    },
  }),
  route({
    method: 'DELETE',
    path: '/requests',
    summary: 'Forget all calls, or those of one account',
    query: scopeShape,
    run: (control, { query }) => control.requests.clear(query),
  }),
]

/** Every control call. */
export const controlRoutes: readonly Route[] = [
  ...stateRoutes,
  ...accountRoutes,
  ...snapshotRoutes,
  ...clockRoutes,
  ...faultRoutes,
  ...requestRoutes,
  route({
    method: 'POST',
    path: '/explain',
    summary: 'Show how a request should have been signed, and what went wrong',
    body: explainShape,
    // No request that can be sent is larger, and explaining one holds up all others.
    bodyLimit: 1024 * 1024,
    run: (control, { body }) => control.explain(body),
  }),
]
