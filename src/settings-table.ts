import { type Clock, machineClock } from './clock.ts'
import { aText, type LogTo, oneWord, realOrTime, row, seconds, unchecked, whole, yesOrNo } from './model/setting.ts'
import { id } from './model/shape.ts'
import type { World } from './world/world.ts'

/** One or more worlds, each a name, a path, a JSON text or an object. */
export type Worlds = string | World | readonly (string | World)[]

const port = whole('PORT', 0, 65_535)
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const logLevel = { ...oneWord(...logLevels), placeholder: 'LEVEL' }
const none = undefined
const noOption = { option: false } as const
const flagOnly = { variable: false, option: false } as const
const optionOnly = { flag: false, variable: false } as const

/** Every setting: kind, default, help in English and Chinese, marks. Each comment documents the option. */
export const settings = {
  /** Address to listen on. Default: `127.0.0.1`. */
  host: row(aText('ADDRESS'), '127.0.0.1', ['address to listen on', '监听地址']),
  /** Port to listen on; 0 picks a free one. Default: `0`; the command's is 8014. */
  port: row(port, 8014, ['port to listen on; 0 picks a free one', '监听端口；0 表示自动选择空闲端口'], {
    optionDefault: 0,
  }),
  endpointsFile: row(
    aText('FILE'),
    none,
    ['file that receives {"url":…} once ready', '就绪后将 {"url":…} 写入该文件'],
    noOption,
  ),
  logLevel: row(
    logLevel,
    'info',
    [`lowest level logged to stderr: ${logLevels.join(', ')}`, `输出到 stderr 的最低日志级别：${logLevels.join('、')}`],
    noOption,
  ),
  logFormat: row(
    oneWord('auto', 'pretty', 'json'),
    'auto',
    [
      'format of the log: lines for people, or JSON; auto: for people if stderr is a terminal',
      '日志格式：pretty 便于阅读，json 每行一个 JSON；auto：stderr 是终端时为 pretty，否则为 json',
    ],
    noOption,
  ),
  /** Log destination. Default: nothing is logged. */
  logger: row(unchecked<LogTo>('LOGGER'), none, ['log destination', '日志的输出目标'], optionOnly),
  /** File that stores the state, or `:memory:`. Default: `:memory:`. */
  data: row(aText('FILE'), ':memory:', [
    'file that stores the state, or :memory:',
    '保存状态的文件，或 :memory:（仅保存在内存中）',
  ]),
  /** Worlds to start from: names, paths, JSON texts or objects. Several are merged. Default: `default`. */
  world: row(unchecked<Worlds>('WORLD', 'array'), 'default', [
    'world to start from: a name, a path or JSON; may be repeated',
    '启动时的初始数据（world）：名称、路径或 JSON；可重复指定',
  ]),
  /** Folder of additional worlds: its .json files, in name order. The folder may be missing. */
  worldDir: row(aText('FOLDER'), none, [
    'folder of additional worlds (.json files, in name order); it may be missing',
    '存放附加初始数据（world）的文件夹，其中的 .json 文件按文件名顺序加载；文件夹可以不存在',
  ]),
  /** Makes ids reproducible: each is derived from this text and the order of calls. Default: ids are random. */
  seed: row(aText('TEXT'), none, ['derive ids from this text and the order of calls', '根据此文本和调用顺序生成 ID']),
  /** The clock: `real`, or a time to freeze it at, in ISO 8601 with a zone or as a Date. Default: `real`. */
  clock: row(realOrTime, 'real', [
    'the clock: real, or a time in ISO 8601 with a zone to freeze it at',
    '时钟：real 表示跟随本机时钟，也可以固定在指定的时间（带时区的 ISO 8601 格式）',
  ]),
  /** Replaces the machine's clock, in epoch milliseconds; for tests. Default: the machine's clock. */
  machineClock: row(unchecked<Clock>('CLOCK'), machineClock, ["the machine's clock", '本机时钟'], optionOnly),
  /** Duration of a copy, in seconds. Default: `2`. */
  copySeconds: row(seconds(0, 31_536_000), 2, ['duration of a copy', '一次复制的耗时（秒）']),
  /** Additional seconds per GiB of the disk. Default: `0`. */
  copySecondsPerGiB: row(seconds(0, 86_400), 0, [
    'additional seconds per GiB of the disk',
    '云盘容量每 GiB 增加的耗时（秒）',
  ]),
  /** Number of polls that show a copy in progress before it ends (describing calls); 0: by time. Default: `0`. */
  copyPolls: row(whole('COUNT', 0, 1_000_000), 0, [
    'number of polls by DescribeSnapshots or DescribeImages after which a copy ends; 0: by time',
    'DescribeSnapshots 或 DescribeImages 查询多少次后复制结束；0 表示按时间结束',
  ]),
  /** Progress at which every copy fails, in per cent; 100 means that it succeeds. Default: `100`. */
  copyFailsAt: row(whole('PERCENT', 0, 100), 100, [
    'progress at which copies fail; 100: copies succeed',
    '复制进行到该进度时失败；100 表示复制成功',
  ]),
  /** Duration of in-between statuses, such as the `Attaching` of a disk, in seconds. Default: `0`. */
  changeSeconds: row(seconds(0, 31_536_000), 0, [
    'duration of the in-between statuses of disks, images and instances',
    '云盘、镜像和实例处于中间状态的时长（秒）',
  ]),
  /** Whether signatures are verified; `off` trusts every caller. Default: `strict`. */
  auth: row(oneWord('strict', 'off'), 'strict', ['whether signatures are verified', '是否校验签名']),
  /** Id of an access key to add to the default account. Requires `accessKeySecret`. */
  accessKeyId: row(
    { ...id, placeholder: 'ID' },
    none,
    ['id of an access key to add to the default account', '为默认账号添加的访问密钥的 ID'],
    { flag: false, needs: 'accessKeySecret' },
  ),
  /** Secret of that access key. */
  accessKeySecret: row(aText('SECRET'), none, ['secret of that access key', '该访问密钥的 Secret'], {
    flag: false,
    needs: 'accessKeyId',
  }),
  /** Edition of the documentation that CopySnapshot follows. Default: `2021`. */
  contract: row(oneWord('2021', '2025'), '2021', [
    'documentation edition that CopySnapshot follows',
    'CopySnapshot 遵循的接口文档版本',
  ]),
  /** Whether CopySnapshot requires a name and a description. Default: `false`. */
  requireName: row(yesOrNo, false, [
    'CopySnapshot requires a name and a description',
    '调用 CopySnapshot 时必须指定名称和描述',
  ]),
  /** How DeleteSnapshot, DeleteDisk and DeleteImage answer an unknown id: with an error or not. Default: `error`. */
  deleteMissing: row(oneWord('error', 'ignore'), 'error', [
    'how DeleteSnapshot, DeleteDisk and DeleteImage answer an unknown id',
    'ID 不存在时 DeleteSnapshot、DeleteDisk 和 DeleteImage 如何响应',
  ]),
  /** Whether the control API is served over HTTP. It is always available in process. Default: `on`. */
  control: row(oneWord('on', 'off'), 'on', [
    'whether to serve the control API, /_emulator/*; health is always served',
    '是否提供控制接口 /_emulator/*；健康检查始终可用',
  ]),
  /** Token required by every control call over HTTP except health. Default: no token. */
  controlToken: row(aText('TOKEN'), none, [
    'token required by every control call except health',
    '令牌，除健康检查外的所有控制调用都必须携带',
  ]),
  /** Number of calls that the journal keeps. Default: `1000`. */
  journalSize: row(whole('CALLS', 1, 1_000_000), 1000, [
    'number of calls that the journal keeps',
    '调用记录最多保留的条数',
  ]),
  /** Number of faults that can be active, and of stubs. Default: `1000`. */
  maxFaults: row(whole('COUNT', 1, 100_000), 1000, [
    'number of faults that can be active, and of stubs',
    '同时有效的故障的最大数量，也是桩的最大数量',
  ]),
  /** Maximum size of all active faults together, and of all stubs, in bytes of JSON. Default: `1048576`. */
  maxFaultBytes: row(whole('BYTES', 1024, 67_108_864), 1_048_576, [
    'maximum size of all active faults together, and of all stubs',
    '所有有效故障合计的最大字节数，也是所有桩合计的最大字节数',
  ]),
  /** Number of saved states. Default: `100`. */
  maxStates: row(whole('COUNT', 1, 100_000), 100, ['number of saved states', '已保存状态的最大数量']),
  /** Maximum size of a state that is exported or sent, and of all saved ones, in bytes. Default: `268435456`. */
  maxStateBytes: row(whole('BYTES', 1024, 500_000_000), 268_435_456, [
    'maximum size of a state that is exported or imported, and of all saved states together',
    '导出或导入的状态的最大字节数，也是所有已保存状态合计的最大字节数',
  ]),
  /** Maximum size of a request's URL and headers, in bytes; valid URLs reach 50 kB. Default: `1048576`. */
  maxHeaderBytes: row(whole('BYTES', 8192, 16_777_216), 1_048_576, [
    'maximum size of the URL and headers of a request',
    '请求的 URL 与请求头合计的最大字节数',
  ]),
  /** Maximum size of a request body, in bytes. Default: `1048576`. */
  maxBodyBytes: row(whole('BYTES', 1024, 67_108_864), 1_048_576, [
    'maximum size of a request body',
    '请求体的最大字节数',
  ]),
  /** Maximum time for a request to arrive, in seconds. Default: `30`. */
  requestTimeout: row(seconds(0.01, 3600), 30, [
    'maximum time for a request to arrive',
    '接收完整请求的最长时间（秒）',
  ]),
  /** Maximum idle time of a connection, in seconds. Default: `72`, longer than clients keep one. */
  keepAliveTimeout: row(seconds(0.01, 3600), 72, ['maximum idle time of a connection', '连接的最长空闲时间（秒）']),
  /** `self-signed`: serves https in addition to http, with a certificate generated at startup. Default: `off`. */
  tls: row(oneWord('off', 'self-signed'), 'off', [
    'serve https in addition to http, with a certificate generated at startup',
    '除 http 外还提供 https，证书在启动时生成',
  ]),
  /** Certificate file (PEM). Serves https in addition to http. Requires `tlsKey`. */
  tlsCert: row(
    aText('FILE'),
    none,
    ['serve https in addition to http, with this certificate (PEM)', '除 http 外还提供 https，使用该证书（PEM）'],
    { needs: 'tlsKey', excludes: { tls: 'self-signed' } },
  ),
  /** Private key file of that certificate (PEM). */
  tlsKey: row(aText('FILE'), none, ['private key of that certificate (PEM)', '该证书的私钥（PEM）'], {
    needs: 'tlsCert',
  }),
  /** HTTPS port; 0 picks a free one. Default: `0`; the command's is 8443. */
  tlsPort: row(port, 8443, ['https port; 0 picks a free one', 'https 端口；0 表示自动选择空闲端口'], {
    optionDefault: 0,
  }),
  /** Name or address that the self-signed certificate covers, besides localhost, 127.0.0.1 and ::1. */
  tlsName: row(aText('NAME'), none, [
    'name or address that the self-signed certificate covers, besides localhost',
    '除 localhost 外，自签名证书还需覆盖的域名或地址',
  ]),
  version: row(yesOrNo, none, ['print the version', '显示版本号'], flagOnly),
  help: row(yesOrNo, none, ['print this help', '显示帮助信息'], flagOnly),
}
