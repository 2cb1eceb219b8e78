// Judges of two JavaScript libraries, for benchmarks/chains.py: a JSON list of strings in; out, for each peer, the
// judgements of each chain (a string of 0 and 1) and identifications per CPU second. Run where they are installed.
const texts = JSON.parse(require('fs').readFileSync(0, 'utf-8'))

function judged(judges) {
  const found = {}
  const started = process.cpuUsage()
  for (const [chain, judge] of Object.entries(judges)) {
    found[chain] = texts.map((text) => { try { return judge(text) ? 1 : 0 } catch { return 0 } }).join('')
  }
  const used = process.cpuUsage(started)
  const seconds = (used.user + used.system) / 1e6
  return { judgements: found, rate: texts.length / seconds }
}

async function main() {
  const multicoin = require('multicoin-address-validator')
  const names = { bitcoin: 'btc', ethereum: 'eth', tron: 'trx', solana: 'sol', aptos: 'apt', polkadot: 'dot', eos: 'eos' }
  const first = Object.fromEntries(
    Object.entries(names).map(([chain, name]) => [chain, (text) => multicoin.validate(text, name)]))
  const core = await require('@trustwallet/wallet-core').initWasm()
  const kinds = { bitcoin: 'bitcoin', ethereum: 'ethereum', tron: 'tron', solana: 'solana', aptos: 'aptos',
    polkadot: 'polkadot', kusama: 'kusama' }
  const second = Object.fromEntries(Object.entries(kinds).map(([chain, kind]) =>
    [chain, (text) => core.AnyAddress.isValid(text, core.CoinType[kind])]))
  const answer = { 'multicoin-address-validator': judged(first), 'wallet-core': judged(second) }
  process.stdout.write(JSON.stringify(answer), () => process.exit(0))
}
main()
