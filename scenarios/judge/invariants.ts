import type { Bilingual } from '../../protocol/index.ts'
import { s12, s18 } from './flash-rules.ts'
import type { InvariantId } from './invariant-ids.ts'
import { s1, s2, s3, s4 } from './ledger-rules.ts'
import { l1, l2, l3, l8 } from './live-rules.ts'
import { s5, s6, s7, s13 } from './order-rules.ts'
import { l4, s8, s9, s15 } from './paper-rules.ts'
import type { Rules } from './rules.ts'
import { s17 } from './secrecy-rule.ts'
import { l6, s10, s11, s16 } from './wire-rules.ts'

/** One thing that must never be otherwise: its name, what it means, and the rules that watch it. */
export interface Invariant {
  readonly id: InvariantId
  readonly title: Bilingual
  readonly meaning: Bilingual
  readonly rules: Rules
}

/** All invariants that are judged. Within one event they are asked in this order, so that one wrong fact has one accuser. */
export const invariants: readonly Invariant[] = [
  {
    id: 'S1',
    title: { en: 'The books add up', zh: '账务平衡' },
    meaning: {
      en: 'Each commit has equal debits and credits in whole minor units and was asked for by a request that arrived; each account is the sum of its postings.',
      zh: '每次入账借贷相等、金额为最小货币单位的整数，且有已到达的请求为依据；每个账户余额等于其分录之和。',
    },
    rules: s1,
  },
  {
    id: 'S4',
    title: { en: 'A reversal seals its key', zh: '冲正后不得再入账' },
    meaning: {
      en: 'A reversal accepted before its original leaves a tombstone, and nothing is booked on it afterwards; a reversal that must be refused leaves no trace.',
      zh: '先于原交易到达并被接受的冲正必须登记，之后该笔原交易不得入账；应当拒绝的冲正不得留下任何痕迹。',
    },
    rules: s4,
  },
  {
    id: 'S2',
    title: { en: 'Taken once, and what was approved', zh: '只扣一次，且等于批准金额' },
    meaning: {
      en: 'A key is captured at most once at a time and for the approved amount, never more than was asked for; of the swipes for one purchase at most one is paid.',
      zh: '同一笔交易同一时刻至多入账一次，金额等于批准金额且不超过请求金额；同一次购物多次刷卡至多付款一次。',
    },
    rules: s2,
  },
  {
    id: 'S3',
    title: { en: 'Nothing or all', zh: '要么全额，要么为零' },
    meaning: {
      en: 'What a key is worth is nothing or the approved amount; no repeat of any request changes that, nothing is given back twice or in part, and the merchant has in the end what the card holder paid.',
      zh: '每笔交易的净影响要么为零、要么为批准金额；任何重发都不改变它，款项不会退两次，也不会只退一部分；最终商户所得等于持卡人所付。',
    },
    rules: s3,
  },
  {
    id: 'S5',
    title: { en: 'Journal before line', zh: '先落盘，后发送' },
    meaning: {
      en: 'The intent is synced before the first byte of a request that moves money leaves, and the owed undo before the first byte of its reversal.',
      zh: '动账请求的首字节发出前，交易意向必须已落盘；冲正的首字节发出前，待冲正记录必须已落盘。',
    },
    rules: s5,
  },
  {
    id: 'S7',
    title: { en: 'Never approved again', zh: '待冲正的交易不再显示成功' },
    meaning: {
      en: 'Once an undo is owed, or a byte of its reversal has left, no approval line is printed and no success is shown for that key.',
      zh: '一旦待冲正已落盘或冲正的任一字节已发出，该笔交易不得再打印成功签购单或显示成功。',
    },
    rules: s7,
  },
  {
    id: 'S6',
    title: { en: 'Approval kept before it is told', zh: '先记录批准，再告知' },
    meaning: {
      en: 'The approval is synced before the first line of its slip and before any success on the screen, and of a chip sale only once the chip has approved; where the receipt decides, its commitment is synced before the end mark.',
      zh: '打印签购单首行或显示成功之前，批准结果必须已落盘；芯片交易须待芯片批准之后；以凭条为准时，打印结束标记之前必须已记录凭条生效。',
    },
    rules: s6,
  },
  {
    id: 'S8',
    title: { en: 'Paper and ledger agree', zh: '凭条与账务一致' },
    meaning: {
      en: 'At rest the last whole paper of a key decides: an approved slip means that it is paid; a void, a cancellation or no paper means that it is not, unless the printer still owes the slip or a listed difference explains it.',
      zh: '静止时以该笔交易最后一张完整凭条为准：成功凭条则已扣款；撤销、取消或无凭条则未扣款。打印机仍欠打的凭条和已列明的差异除外。',
    },
    rules: s8,
  },
  {
    id: 'S9',
    title: { en: 'One original, nothing half done', zh: '每联原件仅一张，残条必有后续' },
    meaning: {
      en: 'Each copy exists whole and unmarked at most once; an approved slip that broke off is followed by a whole copy, a void or a cancellation, or the paper is still out.',
      zh: '每一联完整且无“重打印”标记的凭条至多一张；中断的成功凭条之后必有完整凭条、撤销或取消凭条，除非仍缺纸。',
    },
    rules: s9,
  },
  {
    id: 'S10',
    title: { en: 'One key, one purchase', zh: '一号一笔' },
    meaning: {
      en: 'A money request is sent once, no two purchases share a key, and a reversal that is sent again is the same but for repeat digit, times, reason 06 and MAC.',
      zh: '动账请求只发一次，任何两笔交易不共用流水号；重发的冲正除重发标志、时间、原因码 06 与 MAC 外完全相同。',
    },
    rules: s10,
  },
  {
    id: 'S11',
    title: { en: 'Only the right answer counts', zh: '只采信正确的应答' },
    meaning: {
      en: 'An outcome rests on an answer that matches the outstanding request by type, trace number, terminal and merchant and has a right MAC where one is due; at most one money request waits at a time.',
      zh: '结果必须依据与未决请求在类型、流水号、终端号、商户号上均匹配且 MAC 正确的应答；同一时刻至多一笔动账请求等待应答。',
    },
    rules: s11,
  },
  {
    id: 'S12',
    title: { en: 'Damaged flash is noticed', zh: '存储损坏必被发现' },
    meaning: {
      en: 'After any crash flash reads as the old record, the new one or a detected error; a damaged record that may be an intent or an owed undo blocks, and without any readable bank the terminal is out of service.',
      zh: '任何断电之后，存储读出的只能是旧记录、新记录或可识别的错误；可能是交易意向或待冲正的损坏记录必须锁机，两个存储区都损坏则停用。',
    },
    rules: s12,
  },
  {
    id: 'S13',
    title: { en: 'First the debt', zh: '先冲正，后交易' },
    meaning: {
      en: 'While an undo is owed or exhausted, no money request, advice, upload or settlement leaves; the international profile sends its reversals in their order.',
      zh: '有待冲正或冲正次数用尽时，不得发出任何动账请求、通知、批上送或结算；国际规范下冲正按先后顺序发送。',
    },
    rules: s13,
  },
  {
    id: 'S15',
    title: { en: 'The amounts on paper', zh: '凭条金额与账户变动一致' },
    meaning: {
      en: 'For each key that is paid, every approved slip says the amount that the card holder paid and the merchant got, and names that card and that merchant; what is booked goes to the account of the card and of the merchant that the request names, each card having one account and each account one card.',
      zh: '每笔已付款的交易，其成功凭条上的金额等于持卡人所付、商户所得的金额，卡号与商户号亦相符；每笔记账均落在请求所载卡片与商户的账户上，一卡一户、一户一卡。',
    },
    rules: s15,
  },
  {
    id: 'S16',
    title: { en: 'Everything has a bound', zh: '一切皆有上限' },
    meaning: {
      en: 'Frames, attempts of a round, queries of a doubt and the time that a busy screen stands stay within the bounds of the profile.',
      zh: '报文长度、每轮冲正次数、查询次数以及处理中画面的停留时间均不超过参数规定的上限。',
    },
    rules: s16,
  },
  {
    id: 'S17',
    title: { en: 'Secrets stay secret', zh: '敏感信息不外泄' },
    meaning: {
      en: 'Card numbers, tracks, PIN blocks, PINs and keys stand in clear nowhere but on the simulated wire and in the card.',
      zh: '卡号、磁道、PIN 密文块、密码与密钥的明文只能出现在模拟线路和卡片中，不得出现在其他任何地方。',
    },
    rules: s17,
  },
  {
    id: 'S18',
    title: { en: 'The journal only grows', zh: '流水只增不减' },
    meaning: {
      en: 'Between erasures the journal is only appended to; a bank is erased or rewritten only when whatever is still open stands in the other one, or in what is written.',
      zh: '两次擦除之间流水只追加；仅当所有未了结的记录已在另一存储区或新写入的内容中，才可擦除或重写一个存储区。',
    },
    rules: s18,
  },
  {
    id: 'L1',
    title: { en: 'Every debt ends', zh: '待冲正必有了结' },
    meaning: {
      en: 'Each owed undo is cleared by 00, 12 or 25, or exhausted by attempts that each waited for the whole timer or were refused, or cleared by a supervisor.',
      zh: '每笔待冲正最终由 00、12 或 25 清除，或在每次都等满时限或被拒绝后次数用尽，或由主管清除。',
    },
    rules: l1,
  },
  {
    id: 'L2',
    title: { en: 'Work goes on', zh: '可继续营业' },
    meaning: {
      en: 'At rest the terminal stands idle or at a named prompt; then a probe sale is approved, unless the prompt is a named block.',
      zh: '静止时终端处于待机或有明确名称的提示画面；除明确的锁机提示外，试刷必须成功。',
    },
    rules: l2,
  },
  {
    id: 'L3',
    title: { en: 'One sale, one outcome', zh: '一笔交易一个结果' },
    meaning: {
      en: 'The clerk is told exactly one outcome of each sale; an approval may be followed by its cancellation only for a refused signature, a cancel or, where the receipt decides, a missing slip.',
      zh: '每笔交易只告知店员一个结果；只有拒绝签名、取消，或以凭条为准而凭条未完成时，成功之后才可再告知取消。',
    },
    rules: l3,
  },
  {
    id: 'L4',
    title: { en: 'A slip for every approval', zh: '批准必有凭条' },
    meaning: {
      en: 'Where the approval decides, each approved sale gets its slip or a marked copy once there is paper, unless the clerk puts it off.',
      zh: '以批准为准时，每笔批准的交易在有纸后必须打印凭条或带标记的重打印凭条，除非店员选择稍后打印。',
    },
    rules: l4,
  },
  {
    id: 'L6',
    title: { en: 'Left alone, it falls silent', zh: '无人操作则归于静默' },
    meaning: {
      en: 'Between two acts of a person only a bounded number of messages leaves the terminal.',
      zh: '两次人工操作之间，终端只发送有限条报文。',
    },
    rules: l6,
  },
  {
    id: 'L8',
    title: { en: 'No needless undo', zh: '无故不冲正' },
    meaning: {
      en: 'An undo is owed only for a cause that shows: no answer in time, an answer that is malformed, unsure or has a bad MAC, a chip that declined or was taken away, lost power or line, full flash, a refused signature, a cancel; once the slip is printed and noted, only the last two. A duplicate mark has its cause too.',
      zh: '只有出现明确原因才可冲正：超时无应答、应答残缺、结果不明或 MAC 错误、芯片拒绝或卡被拔出、断电或断线、存储已满、拒绝签名、取消；签购单已打印并记录后，只有后两项可作原因。“重打印”标记同样须有原因。',
    },
    rules: l8,
  },
]
