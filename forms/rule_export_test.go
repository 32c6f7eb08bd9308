package forms

// EveryFinding lists all findings of a pair, also those that stand beside a field
// only, for tests: one look at the pair instead of one for each sheet.
func EveryFinding(p *Pair) []Finding { return p.findings(nil) }
