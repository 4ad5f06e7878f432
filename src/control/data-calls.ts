import type { World } from '../world/world.ts'
import type { ControlAccount } from './answers.ts'
import { call } from './call.ts'
import type { AccountChange, NewAccount } from './shapes.ts'

/** Creates, shows, changes and deletes accounts. */
export const accountCalls = {
  /**
   * Creates an account. Without fields, creates an empty account with its own key pair.
   *
   * @param from fields of the account, and a world whose resources are copied into it
   * @throws {ControlError} 400 when a field is invalid, 409 when the id or a key is taken
   */
  create: call<(from?: NewAccount) => ControlAccount>({
    route: 'POST /accounts',
    help: [
      'Create an account; an empty object creates one with its own key pair',
      '创建账号；传入空对象时，新账号自带一对访问密钥',
    ],
    input: 'NewAccount',
    optional: true,
    answer: 'Account',
  }),
  /** Returns all accounts; the first is the default account. */
  list: call<() => ControlAccount[]>({
    route: 'GET /accounts',
    help: ['List all accounts', '查询所有账号'],
    answer: 'Account[]',
  }),
  /**
   * Returns an account.
   *
   * @throws {ControlError} 404 when the account does not exist
   */
  get: call<(id: string) => ControlAccount>({
    route: 'GET /accounts/:id',
    help: ['Return an account', '查询单个账号'],
    answer: 'Account',
  }),
  /**
   * Changes the given fields of an account. `keys` replaces all of its keys.
   *
   * @returns the changed account
   * @throws {ControlError} 400 when a field is invalid, 404 when the account does not exist, 409 when a key is taken
   */
  update: call<(id: string, change: AccountChange) => ControlAccount>({
    route: 'PATCH /accounts/:id',
    help: ['Change an account', '修改账号'],
    input: 'AccountChange',
    answer: 'Account',
  }),
  /**
   * Deletes an account with its keys, resources, faults and recorded calls.
   *
   * @throws {ControlError} 404 when the account does not exist
   */
  delete: call<(id: string) => void>({
    route: 'DELETE /accounts/:id',
    help: ['Delete an account and everything it owns', '删除账号及其全部资源'],
  }),
}

/** Exports, imports, saves and restores the whole state. */
export const stateCalls = {
  /**
   * Returns the whole state as one world that an emulator can start from.
   *
   * @throws {ControlError} 409 when it is larger than a state may be (`maxStateBytes`)
   */
  export: call<() => World>({
    route: 'GET /state',
    help: ['Return the whole state as a world', '将整个状态导出为一份初始数据（world）'],
    answer: 'World',
  }),
  /**
   * Replaces the whole state with a world. Clock, faults and recorded calls are kept. Delayed calls end without an answer.
   *
   * @throws {ControlError} 400 or 409; the message names the place in the world, and the state is unchanged
   */
  import: call<(world: World) => void>({
    route: 'PUT /state',
    help: ['Replace the whole state with a world', '用一份初始数据（world）替换整个状态'],
    input: 'World',
  }),
  /**
   * Saves the current state under a name, in memory. Replaces a saved state of the same name.
   *
   * @param name 1 to 64 characters without `/`, other than `.` and `..`
   * @throws {ControlError} 400 when the name is invalid, 409 when there are too many states (`maxStates`) or they are too
   *   large together (`maxStateBytes`)
   */
  save: call<(name: string) => void>({
    route: 'POST /states/save',
    help: ['Save the state under a name', '以指定名称保存状态'],
    input: 'StateName',
    fields: ['name'],
  }),
  /**
   * Replaces the whole state with a saved one, as `import` does.
   *
   * @throws {ControlError} 404 when no saved state has the name
   */
  restore: call<(name: string) => void>({
    route: 'POST /states/restore',
    help: ['Restore a saved state', '恢复到已保存的状态'],
    input: 'StateName',
    fields: ['name'],
  }),
  /**
   * Deletes a saved state.
   *
   * @throws {ControlError} 404 when no saved state has the name
   */
  delete: call<(name: string) => void>({
    route: 'DELETE /states/:name',
    help: ['Delete a saved state', '删除已保存的状态'],
  }),
  /** Returns the names of the saved states, in order of their first save. */
  names: call<() => string[]>({
    route: 'GET /states',
    help: ['List the names of the saved states', '查询所有已保存状态的名称'],
    answer: 'StateNames',
  }),
}
