package forms

import (
	"cmp"
	"slices"
)

// Rule is one of the rules a programme knows (DOMAIN.md section 2).
type Rule struct {
	Number   int      // 1 to 36, as in DOMAIN.md
	ID       string   // short plain words: "first_contact"
	Severity Severity // at its worst: a case of it can be milder
	Source   string   // where it comes from: S0 … S4, Pnn, own
	Kept     Keeper
}

// Severity says how much a finding weighs.
type Severity string

// A stop keeps a sheet from counting as complete; a warning can be set aside with
// a note; an info is a hint.
const (
	Stop Severity = "stop"
	Warn Severity = "warn"
	Info Severity = "info"
)

// Keeper says what keeps a rule.
type Keeper string

// A rule is kept by the pair, whom findings tell of it; or by the program, which
// cannot do otherwise, so that there is nothing to find.
const (
	KeptByPair    Keeper = "pair"
	KeptByProgram Keeper = "program"
)

// Finding is a rule that has something to say about this pair today.
type Finding struct {
	Rule     Rule
	Severity Severity // of this case
	Case     string   // tells the cases of one rule apart: a month, a row; "" where there is just one
	Key      string   // message of forms/lang, see Pair.SayFinding
	Args     []any    // of the message: name, value pairs; "#" before the number of one that counts
	Sheet    SheetID  // where it is shown and mended
	Field    string   // "" for the sheet as a whole
	Link     SheetID  // the sheet to go to where it is mended elsewhere, else zero
	Note     string   // why the pair set it aside; only of warnings

	// quiet findings stand beside their field only: it is too early, or they weigh
	// too little, to be told of everywhere.
	quiet bool
}

// SetAside reports whether the pair has set the finding aside with a note.
func (f Finding) SetAside() bool { return f.Note != "" }

// ID names the finding among those of its pair: the rule's id, and the case where
// there are several. It stays the same from day to day.
func (f Finding) ID() string {
	if f.Case == "" {
		return f.Rule.ID
	}
	return f.Rule.ID + "_" + f.Case
}

// Address is where the note that sets the finding aside is kept.
func (f Finding) Address() Address { return RuleAddress(f.ID()) }

// registerRules holds the notes of warnings that were set aside.
const registerRules = "rules"

// RuleAddress is where the note that sets a warning aside is kept. rule is the
// finding's ID: the rule's own where it has one case only.
func RuleAddress(rule string) Address {
	return registerTable(registerRules).InRow(RowID(rule)).At("note")
}

// Rules returns all 36 rules, by number.
func Rules() []Rule {
	checks := ruleChecks()
	out := make([]Rule, len(checks))
	for i := range checks {
		out[i] = checks[i].Rule
	}
	return out
}

// ruleCheck is a rule with what looks for it; find is nil where the program
// itself keeps the rule.
type ruleCheck struct {
	Rule
	find func(*look) []Finding
}

// Findings lists what the rules have to say about the pair today: stops, then
// warnings, then infos, each by number, and last the warnings that were set aside.
// It says only what both may see together: nothing private or sealed can be learnt
// from it, not even that something is there.
func (p *Pair) Findings() []Finding {
	return slices.DeleteFunc(p.findings(nil), func(f Finding) bool { return f.quiet })
}

// StopsAhead lists the stops that Findings does not tell of yet, because nobody has
// begun the sheet, but that will keep it from being signed.
func (p *Pair) StopsAhead() []Finding {
	found := p.findings(func(r Rule) bool { return r.Severity == Stop })
	return slices.DeleteFunc(found, func(f Finding) bool {
		s, ok := p.Sheet(f.Sheet)
		return !f.quiet || f.Severity != Stop || !ok || len(s.SignAt(Mentee))+len(s.SignAt(Mentor)) == 0
	})
}

// Findings lists what the rules have to say on this sheet, in the order of
// Pair.Findings, also what stands beside one of its fields only. FindingsAt picks
// those of a field.
func (s Sheet) Findings() []Finding {
	return slices.DeleteFunc(s.Pair.findings(nil), func(f Finding) bool { return f.Sheet != s.ID })
}

// FindingsAt returns those of the findings that stand beside a field; those with
// no field of their own for "".
func FindingsAt(found []Finding, field string) []Finding {
	var out []Finding
	for _, f := range found {
		if f.Field == field {
			out = append(out, f)
		}
	}
	return out
}

// Stops lists what keeps this sheet from being complete, signed or closed. Only the
// rules that can stop are asked, so that the plan, too, may ask for it.
func (s Sheet) Stops() []Finding {
	found := s.Pair.findings(func(r Rule) bool { return r.Severity == Stop })
	return slices.DeleteFunc(found, func(f Finding) bool { return f.Sheet != s.ID || f.Severity != Stop })
}

// Complete reports whether every required question that both may read is answered and
// no rule stops the sheet. Of private questions it tells nothing, not even that they
// are answered.
func (s Sheet) Complete() bool {
	return s.CountFor(Reader{}).Complete() && len(s.Stops()) == 0
}

// signedFreely reports whether every signature is given and no rule stops the sheet.
func (s Sheet) signedFreely() bool { return s.Signed() && len(s.Stops()) == 0 }

// findings asks the rules, all of them or those wanted.
func (p *Pair) findings(wanted func(Rule) bool) []Finding {
	l := &look{Pair: p, items: map[SheetID][]Item{}}
	var out []Finding
	for _, c := range ruleChecks() {
		if c.find == nil || wanted != nil && !wanted(c.Rule) {
			continue
		}
		for _, f := range c.find(l) {
			out = append(out, p.finish(c.Rule, f))
		}
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.weight(), b.weight()), cmp.Compare(a.Rule.Number, b.Rule.Number))
	})
	return out
}

// finish fills in what a check leaves to its rule.
func (p *Pair) finish(r Rule, f Finding) Finding {
	f.Rule = r
	f.Severity = cmp.Or(f.Severity, r.Severity)
	f.Key = "rules." + cmp.Or(f.Key, r.ID)
	if f.Severity != Warn {
		f.Note = ""
		return f
	}
	f.Note = cmp.Or(string(p.Record.Value(f.Address())), f.Note)
	return f
}

func (f Finding) weight() int {
	switch {
	case f.SetAside():
		return 3
	case f.Severity == Stop:
		return 0
	case f.Severity == Warn:
		return 1
	}
	return 2
}

// SayFinding words a finding in the pair's language, with the programme's words:
// what it is and how to mend it, and in one sentence why it matters.
func (p *Pair) SayFinding(f Finding) (what, why string) {
	at := f.Sheet
	if f.Link != (SheetID{}) {
		at = f.Link
	}
	args := f.Args
	if s, ok := p.Sheet(at); ok {
		args = append(slices.Clip(args), "sheet", s.Title())
	}
	return p.sayRule(f.Key, args), p.SayRule(f.Rule)
}

// SayRule says in one sentence why a rule is there, and of one that the program
// keeps, how it keeps it.
func (p *Pair) SayRule(r Rule) string { return p.sayRule("rules."+r.ID+"_why", nil) }

func (p *Pair) sayRule(key string, args []any) string {
	args = append(slices.Clip(args), "mentee_name", p.Name(Mentee), "mentor_name", p.Name(Mentor))
	for name, text := range p.Programme().Terms {
		args = append(args, name, text.In(p.Words.Lang()))
	}
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == "#" {
			return upperFirst(p.Words.N(key, args[i+1].(int), args...))
		}
	}
	return upperFirst(p.Words.T(key, args...))
}
