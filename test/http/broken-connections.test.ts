import { once } from 'node:events'
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import t, { type Test } from 'tap'
import { caller, emulatorFor, goodCopy, testTime } from '../support/emulator.ts'
import { query, signedParams } from '../support/oracle.ts'

const listening = async (t: Test) => {
  const emulator = emulatorFor(t, { tls: 'self-signed', machineClock: () => Date.now() })
  await emulator.listen()
  const { url, tlsUrl = '' } = emulator
  const plain = (): Socket => connectPlain(Number(new URL(url).port), '127.0.0.1')
  const tls = (): Socket =>
    connectTls({ port: Number(new URL(tlsUrl).port), host: '127.0.0.1', rejectUnauthorized: false })
  return { emulator, url, plain, tls }
}

/** Opens a connection and ignores its errors. */
const opened = async (socket: Socket, event = 'connect'): Promise<Socket> => {
  socket.on('error', () => {})
  await once(socket, event)
  return socket
}

const requests = {
  CONNECT: 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n',
  'an expectation': 'POST / HTTP/1.1\r\nHost: x\r\nExpect: foo\r\nContent-Length: 0\r\n\r\n',
  garbage: 'GARBAGE\r\n\r\n',
  'a call': 'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
}

for (const [what, bytes] of Object.entries(requests)) {
  t.test(`a client that resets its connection right after ${what} affects no other client`, async t => {
    const { url, plain, tls } = await listening(t)
    for (let i = 0; i < 5; i++) {
      const socket = await opened(plain())
      await new Promise(resolve => socket.write(bytes, resolve))
      await new Promise(resolve => socket.resetAndDestroy().on('close', resolve))
      const secure = await opened(tls(), 'secureConnect')
      await new Promise(resolve => secure.write(bytes, resolve))
      await new Promise(resolve => secure.destroy().on('close', resolve))
    }
    t.equal((await fetch(`${url}/_emulator/health`)).status, 200)
  })
}

t.test('a fault resets https connections like http connections', async t => {
  const { emulator, url, plain, tls } = await listening(t)
  const idle = await opened(plain())
  for (const at of ['before', 'after'] as const) {
    for (const [open, event] of [
      [plain, 'connect'],
      [tls, 'secureConnect'],
    ] as const) {
      emulator.faults.add({ kind: 'reset', at, times: 1 })
      const socket = open()
      await once(socket, event)
      const failed = once(socket, 'error')
      const text = query(signedParams({ Action: 'CopySnapshot', ...goodCopy }, { now: testTime }))
      socket.write(`GET /?${text} HTTP/1.1\r\nHost: x\r\n\r\n`)
      const [error] = await failed
      t.equal(error.code, 'ECONNRESET', `${at} ${event}`)
    }
  }
  t.notOk(idle.destroyed, 'no other connection')
  t.equal(emulator.snapshots.list({ region: 'us-east-1' }).length, 2)
  t.equal((await fetch(`${url}/_emulator/health`)).status, 200)
  idle.destroy()
})

t.test('an answer that cannot be recorded is sent, and the failure is logged', async t => {
  const lines: string[] = []
  let works = true
  const emulator = emulatorFor(t, {
    machineClock: () => {
      if (works) return testTime
      works = true
      throw new Error('the clock is broken')
    },
    clock: 'real',
    logger: { level: 'error', stream: { write: line => lines.push(line) } },
  })
  const call = caller(request => emulator.inject(request))
  emulator.faults.add({ kind: 'delay', delayMs: 100, at: 'after', times: 1 })
  const pending = call('DescribeRegions')
  while (emulator.faults.list().length > 0) await new Promise(setImmediate)
  works = false
  t.equal((await pending).status, 200)
  t.match(lines.join(''), /"message":"the clock is broken".*"msg":"answering a call failed"/)
  t.equal((await call('DescribeRegions')).status, 200)
})
