/** A file without a mistake. */
export const GOOD = `id: two-sales
title: { en: Two sales, zh: 两笔 }
steps:
  - sale: { card: credit-ok, amount: "128.00" }
  - wait: 70s
  - signOn:
faults:
  - link.response.0210#1=drop
expect:
  sales:
    - { outcome: reversed, cardholder: "0.00", receipt: none }
`

/** What a mistake is, made of the good file; what is said and where. */
interface Typo {
  readonly change: readonly [from: string, to: string]
  readonly code: string
  readonly at: string
  readonly says: RegExp
}

/** Mistakes by what they are about. */
export const typos: Readonly<Record<string, Typo>> = {
  'a day that no calendar has': {
    change: ['steps:', 'start: "2026-02-30T09:00:00+08:00"\nsteps:'],
    code: 'INSTANT_INVALID',
    at: '3:8',
    says: /no such day/,
  },
  'a key': { change: ['steps:', 'stpes:'], code: 'KEY_UNKNOWN', at: '3:1', says: /did you mean steps\?/ },
  'a key within': { change: ['amount:', 'amuont:'], code: 'KEY_UNKNOWN', at: '4:30', says: /did you mean amount\?/ },
  'a step': { change: ['- sale:', '- sael:'], code: 'STEP_UNKNOWN', at: '4:5', says: /did you mean sale\?/ },
  'a bare step': { change: ['- signOn:', '- singOn'], code: 'STEP_UNKNOWN', at: '6:5', says: /did you mean signOn\?/ },
  'two steps in one': {
    change: ['- signOn:', '- { signOn: , repair: }'],
    code: 'STEP_UNKNOWN',
    at: '6:5',
    says: /one key/,
  },
  'a card': { change: ['credit-ok', 'credt-ok'], code: 'CARD_UNKNOWN', at: '4:19', says: /did you mean credit-ok\?/ },
  'a card, which is kept for the probe sale': {
    change: ['credit-ok', 'probe'],
    code: 'CARD_UNKNOWN',
    at: '4:19',
    says: /no card is called "probe"/,
  },
  'a card number, which is kept for the probe sale': {
    change: ['credit-ok', '"6212340000020561"'],
    code: 'CARD_TWICE',
    at: '4:19',
    says: /the card of the probe sale/,
  },
  'an alias, which is kept for the probe sale': {
    change: ['steps:', 'cards: [{ alias: probe, pan: "6225881234567890" }]\nsteps:'],
    code: 'CARD_TWICE',
    at: '3:9',
    says: /the card of the probe sale/,
  },
  'a profile': {
    change: ['steps:', 'profile: unionpya\nsteps:'],
    code: 'PROFILE_UNKNOWN',
    at: '3:10',
    says: /mean unionpay\?/,
  },
  'a switch': {
    change: ['steps:', 'switches: { onDuobt: x }\nsteps:'],
    code: 'KEY_UNKNOWN',
    at: '3:13',
    says: /mean onDoubt\?/,
  },
  'the value of a switch': {
    change: ['steps:', 'switches: { onDoubt: queryFrist }\nsteps:'],
    code: 'VALUE_UNKNOWN',
    at: '3:22',
    says: /did you mean queryFirst\?/,
  },
  'a doubt code, because it approves': {
    change: ['steps:', 'switches: { doubtCodes: [ "05", "00" ] }\nsteps:'],
    code: 'SWITCHES_CONTRADICT',
    at: '3:33',
    says: /in "doubtCodes".*approves/s,
  },
  'an escape in a title': {
    change: ['{ en: Two sales', '{ en: "\\e[31mTwo"'],
    code: 'TEXT_UNPRINTABLE',
    at: '2:14',
    says: /control character/,
  },
  'a purchase that turns the text around': {
    change: ['amount: "128.00"', 'amount: "128.00", purchase: "a\u202eb"'],
    code: 'TEXT_UNPRINTABLE',
    at: '4:58',
    says: /plain text/,
  },
  'everything, because it is left away': {
    change: [GOOD, '# nothing\n'],
    code: 'KEY_MISSING',
    at: '1:1',
    says: /README/,
  },
  'the number of documents': {
    change: ['steps:', '---\nsteps:'],
    code: 'YAML_BROKEN',
    at: '3:1',
    says: /one document/,
  },
  'a separator of entries': {
    change: ['=drop', '=drop, link.request.0200#1=drop'],
    code: 'SCHEDULE_SYNTAX',
    at: '8:26',
    says: /semicolon/,
  },
  'a card that is approved in part and declined': {
    change: ['steps:', 'cards: [{ alias: odd, pan: "6225881234567890", partial: true, decline: "51" }]\nsteps:'],
    code: 'VALUE_UNKNOWN',
    at: '3:72',
    says: /keep partial or decline/,
  },
  'a card that is declined with an approval': {
    change: ['steps:', 'cards: [{ alias: odd, pan: "6225881234567890", decline: "00" }]\nsteps:'],
    code: 'VALUE_UNKNOWN',
    at: '3:57',
    says: /any code but 00, 10/,
  },
  'a code of one digit': {
    change: ['steps:', 'cards: [{ alias: odd, pan: "6225881234567890", decline: "6" }]\nsteps:'],
    code: 'VALUE_KIND',
    at: '3:57',
    says: /two digits or capital letters/,
  },
  'a month that no year has': {
    change: ['steps:', 'cards: [{ alias: odd, pan: "6225881234567890", expiry: "3013" }]\nsteps:'],
    code: 'VALUE_KIND',
    at: '3:56',
    says: /yymm/,
  },
  'a tag with a capital letter': {
    change: ['steps:', 'tags: [host, Paper]\nsteps:'],
    code: 'VALUE_KIND',
    at: '3:14',
    says: /lower-case letters/,
  },
  'a card with a chip, as yes': {
    change: ['steps:', 'cards: [{ alias: odd, pan: "6225881234567890", chip: yes }]\nsteps:'],
    code: 'VALUE_KIND',
    at: '3:54',
    says: /true or false/,
  },
  'a point': {
    change: ['link.response', 'link.respones'],
    code: 'POINT_UNKNOWN',
    at: '8:5',
    says: /link\.response\.0210\?/,
  },
  'a fault': { change: ['=drop', '=dorp'], code: 'FAULT_UNKNOWN', at: '8:26', says: /did you mean drop\?/ },
  'an argument that is missing': {
    change: ['=drop', '=delay'],
    code: 'ARGUMENT_INVALID',
    at: '8:26',
    says: /delay\(ms\)/,
  },
  'an argument that is none': {
    change: ['=drop', '=delay(soon)'],
    code: 'ARGUMENT_INVALID',
    at: '8:26',
    says: /whole number/,
  },
  'an argument that would change nothing': {
    change: ['=drop', '=delay(0)'],
    code: 'ARGUMENT_INVALID',
    at: '8:26',
    says: /delay\(0\) changes nothing[\s\S]*not 0/,
  },
  'an argument too many': {
    change: ['=drop', '=drop(1)'],
    code: 'ARGUMENT_INVALID',
    at: '8:26',
    says: /write drop alone/,
  },
  'a card number as an argument': {
    change: ['=drop', '=tamper(2,6212344173291389)'],
    code: 'ARGUMENT_INVALID',
    at: '8:26',
    says: /tamper\(2\)/,
  },
  'occurrence 0': { change: ['#1', '#0'], code: 'OCCURRENCE_INVALID', at: '8:24', says: /count from 1/ },
  'a range that runs backwards': { change: ['#1', '#3..2'], code: 'OCCURRENCE_INVALID', at: '8:24', says: /2\.\.4/ },
  'a missing =': { change: ['=drop', ' drop'], code: 'SCHEDULE_SYNTAX', at: '8:5', says: /point#occurrence=fault/ },
  'a missing #': { change: ['#1=', '='], code: 'SCHEDULE_SYNTAX', at: '8:5', says: /point#occurrence=fault/ },
  'two faults at one place': {
    change: ['#1=drop', '#1=drop; link.response.0210#*=drop'],
    code: 'FAULT_TWICE',
    at: '8:32',
    says: /link\.response\.0210#1=drop/,
  },
  'an amount with three decimals': {
    change: ['"128.00"', '"12.345"'],
    code: 'AMOUNT_INVALID',
    at: '4:38',
    says: /two decimals/,
  },
  'an amount below nothing': { change: ['"128.00"', '"-1"'], code: 'AMOUNT_INVALID', at: '4:38', says: /"128\.00"/ },
  'an amount with a comma': { change: ['"128.00"', '"1,00"'], code: 'AMOUNT_INVALID', at: '4:38', says: /"128\.00"/ },
  'an amount of nothing': {
    change: ['"128.00"', '"0.00"'],
    code: 'AMOUNT_INVALID',
    at: '4:38',
    says: /more than nothing/,
  },
  'an amount without quotes': { change: ['"128.00"', '128.00'], code: 'AMOUNT_INVALID', at: '4:38', says: /in quotes/ },
  'a card number without quotes': {
    change: ['credit-ok', '6225881234567890'],
    code: 'PAN_UNQUOTED',
    at: '4:19',
    says: /in quotes/,
  },
  'a card number too short': {
    change: ['credit-ok', '"62258812"'],
    code: 'PAN_INVALID',
    at: '4:19',
    says: /13 to 19 digits/,
  },
  'an outcome': {
    change: ['reversed', 'reversd'],
    code: 'VALUE_UNKNOWN',
    at: '11:18',
    says: /did you mean reversed\?/,
  },
  'a duration': { change: ['70s', '70 sec'], code: 'DURATION_INVALID', at: '5:11', says: /500ms/ },
  'a wait of more than a week': {
    change: ['70s', '169h'],
    code: 'DURATION_INVALID',
    at: '5:11',
    says: /a week at most/,
  },
  'a timer of nothing': {
    change: ['steps:', 'switches: { answerTimer: 0ms }\nsteps:'],
    code: 'DURATION_INVALID',
    at: '3:26',
    says: /a week at most/,
  },
  'a card number in a purchase': {
    change: ['amount: "128.00"', 'amount: "128.00", purchase: "6228 4804 0256 4890 018"'],
    code: 'PAN_MISPLACED',
    at: '4:58',
    says: /card: or pan:/,
  },
  'waits of more than a week together': {
    change: ['wait: 70s', 'wait: 168h\n  - wait: 1s'],
    code: 'DURATION_INVALID',
    at: '6:5',
    says: /168h/,
  },
  'a prompt in the answers': {
    change: ['amount: "128.00"', 'amount: "128.00", answers: { sgnature: refused }'],
    code: 'KEY_UNKNOWN',
    at: '4:59',
    says: /did you mean signature\?/,
  },
  'a choice in the answers': {
    change: ['amount: "128.00"', 'amount: "128.00", answers: { signature: refuse }'],
    code: 'VALUE_UNKNOWN',
    at: '4:70',
    says: /did you mean refused\?/,
  },
  'a key that is missing': {
    change: ['receipt: none', ''],
    code: 'KEY_MISSING',
    at: '11:7',
    says: /receipt in expect\.sales\[0\]/,
  },
  'a key that stands twice': { change: ['steps:', 'id: again\nsteps:'], code: 'KEY_TWICE', at: '3:1', says: /twice/ },
  'too few expectations': {
    change: ['    - { outcome: reversed, cardholder: "0.00", receipt: none }', '    []'],
    code: 'EXPECT_COUNT',
    at: '10:3',
    says: /1 sale step, but 0/,
  },
  'broken YAML': { change: ['{ card:', '{ { card:'], code: 'YAML_BROKEN', at: '4:', says: /YAML 1\.2/ },
  'text where a list must stand': {
    change: ['  - link', '  link'],
    code: 'VALUE_KIND',
    at: '8:3',
    says: /expected: a list/,
  },
}
