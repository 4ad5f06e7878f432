import {
  accountChangeShape,
  nameShape,
  newAccountShape,
  newSnapshotShape,
  scopeShape,
  snapshotChangeShape,
  snapshotFilterShape,
} from '../control/shapes.ts'
import { accountShape } from '../world/accounts.ts'
import { snapshotShape } from '../world/snapshots.ts'
import { worldShape } from '../world/world.ts'
import { type Route, route } from './control-route.ts'

/** The control calls about the state as a whole. */
export const stateRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/reset',
    summary: 'Back to just after the start, whole or one account',
    body: scopeShape,
    run: (control, { body }) => control.reset(body),
  }),
  route({
    method: 'POST',
    path: '/seed',
    summary: 'Add what a world holds',
    body: worldShape,
    run: (control, { body }) => control.seed(body),
  }),
  route({
    method: 'GET',
    path: '/state',
    summary: 'The whole state as a world',
    answer: worldShape,
    run: control => control.state.export(),
  }),
  route({
    method: 'PUT',
    path: '/state',
    summary: 'Put a world in the place of the whole state',
    body: worldShape,
    run: (control, { body }) => control.state.import(body),
  }),
  route({ method: 'GET', path: '/states', summary: 'The saved states', run: control => control.state.names() }),
  route({
    method: 'POST',
    path: '/states/save',
    summary: 'Keep the state under a name',
    body: nameShape,
    run: (control, { body }) => control.state.save(body.name),
  }),
  route({
    method: 'POST',
    path: '/states/restore',
    summary: 'Go back to a saved state',
    body: nameShape,
    run: (control, { body }) => control.state.restore(body.name),
  }),
]

/** The control calls about accounts. */
export const accountRoutes: readonly Route[] = [
  route({ method: 'GET', path: '/accounts', summary: 'Every account', run: control => control.accounts.list() }),
  route({
    method: 'POST',
    path: '/accounts',
    summary: 'Make an account; of an empty object, a fresh one',
    body: newAccountShape,
    answer: accountShape,
    run: (control, { body }) => control.accounts.create(body),
  }),
  route({
    method: 'GET',
    path: '/accounts/:id',
    summary: 'One account',
    answer: accountShape,
    run: (control, { at }) => control.accounts.get(at.id as string),
  }),
  route({
    method: 'PATCH',
    path: '/accounts/:id',
    summary: 'Change an account',
    body: accountChangeShape,
    answer: accountShape,
    run: (control, { at, body }) => control.accounts.update(at.id as string, body),
  }),
  route({
    method: 'DELETE',
    path: '/accounts/:id',
    summary: 'Remove an account with all that is its own',
    run: (control, { at }) => control.accounts.delete(at.id as string),
  }),
]

/** The control calls about snapshots. */
export const snapshotRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/snapshots',
    summary: 'The snapshots that meet the conditions',
    query: snapshotFilterShape,
    run: (control, { query }) => control.snapshots.list(query),
  }),
  route({
    method: 'POST',
    path: '/snapshots',
    summary: 'Make a snapshot',
    body: newSnapshotShape,
    answer: snapshotShape,
    run: (control, { body }) => control.snapshots.create(body),
  }),
  route({
    method: 'GET',
    path: '/snapshots/:account/:id',
    summary: 'One snapshot',
    answer: snapshotShape,
    run: (control, { at }) => control.snapshots.get(at.account as string, at.id as string),
  }),
  route({
    method: 'PATCH',
    path: '/snapshots/:account/:id',
    summary: 'Change a snapshot',
    body: snapshotChangeShape,
    answer: snapshotShape,
    run: (control, { at, body }) => control.snapshots.update(at.account as string, at.id as string, body),
  }),
  route({
    method: 'DELETE',
    path: '/snapshots/:account/:id',
    summary: 'Remove a snapshot',
    run: (control, { at }) => control.snapshots.delete(at.account as string, at.id as string),
  }),
]
