package forms

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"slices"

	"pairbook/forms/lang"
)

// Proof is a signature, or a sealed copy, and what became of it.
type Proof struct {
	Sheet   SheetID
	At      Address // where the signature stands; zero for a sealed copy
	Who     Voice   // whose
	Name    string  // as typed; "" for a sealed copy
	Date    lang.Date
	Number  int       // place among the proofs of the pair, or of a sealed copy, from 1; 0 where there is none
	Version int       // of the wording, 0 where there is no proof
	Lang    lang.Lang // it was signed in
	Wording string    // the canonical text that was signed, "" where there is none
	State   ProofState
	Reason  ProofReason // of a broken one
	// Questions are those that initials stand for; none for a signature.
	Questions []Amendment
}

// Initials reports whether it stands for the change of some questions, not for a whole
// sheet.
func (f Proof) Initials() bool { return len(f.Questions) > 0 }

// ProofState is what can be said of a signature or a sealed copy.
type ProofState string

// The states of proofs. Only ProofBroken is a fault.
const (
	ProofGood    ProofState = "good"
	ProofChanged ProofState = "changed"   // it fits, and the sheet was changed afterwards
	ProofEarlier ProofState = "earlier"   // it fits, and the same person has signed again since
	ProofAmended ProofState = "amended"   // it fits, and what was changed afterwards is initialled by the same person
	ProofTaken   ProofState = "taken"     // it fits, and the typed signature was taken back
	NameOnly     ProofState = "name_only" // typed, without proof of wording
	SealOnly     ProofState = "seal_only" // sealed without proof of what was sealed
	SealLocked   ProofState = "locked"    // what would prove it cannot be read now
	ProofBroken  ProofState = "broken"
)

// ProofReason names why a proof is broken.
type ProofReason string

// The reasons, in the order in which they are looked for; the first is told.
const (
	ReasonUnreadable ProofReason = "unreadable" // it is not as we write one
	ReasonKey        ProofReason = "key"        // it was given by a key that is not the person's
	ReasonWording    ProofReason = "wording"    // the kept wording is not the signed one
	ReasonPlace      ProofReason = "place"      // it belongs to another place, person or number
	ReasonChain      ProofReason = "chain"      // the proof it follows is gone or another
	ReasonScope      ProofReason = "scope"      // initials do not name what was changed
	ReasonName       ProofReason = "name"       // another name is typed than was signed
	ReasonDate       ProofReason = "date"       // another date is typed than was signed
	ReasonSignature  ProofReason = "signature"  // the signature does not fit what it was given for
	ReasonSealed     ProofReason = "sealed"     // an opened copy is not what was sealed
)

// Broken reports whether something does not fit.
func (f Proof) Broken() bool { return f.State == ProofBroken }

// VerifySignatures looks at every signature of the pair, in the order of its sheets,
// those of one sheet in the order in which they were given; also earlier versions. keys
// are the public keys of the two: a proof by any other key, or of a person without one
// here, is broken. Of evaluations that are not open to both nothing is told.
func (p *Pair) VerifySignatures(keys map[Voice]ed25519.PublicKey) []Proof {
	links := p.links()
	newest, signed := map[Address]int{}, p.newestSignatures()
	for _, k := range p.keptProofs() {
		newest[k.at] = k.num
	}
	var out []Proof
	for _, k := range p.keptProofs() {
		s, ok := p.Sheet(k.at.Sheet)
		known := p.Library.Forms[k.at.Sheet.Form] != nil
		if ok && !s.Opened() || !known && k.at.Sheet.Of.IsPerson() {
			continue // of a copy whose form is missing we do not know whether it was sealed
		}
		f := Proof{Sheet: k.at.Sheet, At: k.at, Who: k.at.Voice, Number: k.num, Name: k.Name, Version: k.Version, Lang: k.Lang, Wording: k.text}
		f.Date, _ = lang.ParseISO(k.Date)
		f.Questions = p.named(k)
		f.Reason = p.fault(k, keys[f.Who], links, signed[k.at] == k.num)
		switch value := p.Record.Value(k.at); {
		case f.Reason != "":
			f.State = ProofBroken
		case signed[k.at] > k.num:
			f.State = ProofEarlier
		case value == "":
			f.State = ProofTaken
		case newest[k.at] != k.num:
			f.State = ProofAmended
		case !ok || !sameQuestions(k.text, s.canonical(k.Lang, k.Version)):
			f.State = ProofChanged
		default:
			f.State = ProofGood
		}
		out = append(out, f)
	}
	return p.inSheetOrder(append(out, p.byNameOnly(newest)...))
}

// fault names what is wrong with a proof, "" where it fits. signature is the newest
// whole one at its address: the one that is read there.
func (p *Pair) fault(k keptProof, key ed25519.PublicKey, links map[string]map[int][]string, signature bool) ProofReason { //nolint:cyclop // a table: one entry for each fault
	name, day, _ := SplitSign(p.Record.Value(k.at))
	typed := signature && p.Record.Value(k.at) != ""
	switch {
	case k.err != nil:
		return ReasonUnreadable
	case len(key) != ed25519.PublicKeySize || !bytes.Equal(key, k.Key):
		return ReasonKey
	case sum(k.text) != k.Sum:
		return ReasonWording
	case k.N != k.num || k.Sheet != k.at.Sheet || k.Role != k.at.Voice || k.Field != placeOfSign(k.at):
		return ReasonPlace
	case k.N == 1 && k.Prev != "", k.N > 1 && !slices.Contains(links[chainOf(k.at.Sheet)][k.N-1], k.Prev):
		return ReasonChain
	case k.initials() && !p.scopeFits(k):
		return ReasonScope
	case typed && name != k.Name:
		return ReasonName
	case typed && day.String() != k.Date:
		return ReasonDate
	case !ed25519.Verify(key, k.message(p.Record.Pair), k.Sig):
		return ReasonSignature
	}
	return ""
}

// links lists, for each chain and number, the proofs that a next one may follow: more
// than one where two copies of the book were signed without having seen each other.
func (p *Pair) links() map[string]map[int][]string {
	out := map[string]map[int][]string{}
	for _, k := range p.keptProofs() {
		chain := chainOf(k.at.Sheet)
		if out[chain] == nil {
			out[chain] = map[int][]string{}
		}
		out[chain][k.num] = append(out[chain][k.num], sum(k.raw))
	}
	return out
}

// byNameOnly lists the typed signatures that no proof was ever kept for.
func (p *Pair) byNameOnly(proven map[Address]int) []Proof {
	var out []Proof
	for _, s := range p.Sheets() {
		if !s.Opened() {
			continue
		}
		for _, it := range s.Items() {
			for _, v := range it.Voices {
				for _, at := range s.signatures(it.Field, v) {
					value := p.Record.Value(at)
					if _, has := proven[at]; has || value == "" {
						continue
					}
					f := Proof{Sheet: s.ID, At: at, Who: v, State: NameOnly}
					f.Name, f.Date, _ = SplitSign(value)
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// inSheetOrder sorts by the pair's sheets; those of no sheet come last.
func (p *Pair) inSheetOrder(fs []Proof) []Proof {
	place := map[SheetID]int{}
	sheets := p.Sheets()
	for i, s := range sheets {
		place[s.ID] = i - len(sheets)
	}
	slices.SortStableFunc(fs, func(a, b Proof) int { return cmp.Compare(place[a.Sheet], place[b.Sheet]) })
	return fs
}

// SayProof tells of a proof in one line: the sheet and its version, who, when, and what
// became of it.
func (p *Pair) SayProof(f Proof) string {
	w := p.Words
	title := f.Sheet.String()
	if s, ok := p.Sheet(f.Sheet); ok {
		title = s.Title()
	}
	said := w.T("sign.state_" + string(f.State))
	switch {
	case f.Broken():
		said = w.T("sign.broken", "reason", w.T("sign.reason_"+string(f.Reason)))
	case f.Initials():
		said = w.T("sign.initials_" + string(f.State))
	}
	switch {
	case f.At == Address{} && f.State == ProofGood:
		return w.T("sign.line_sealed", "sheet", title, "said", w.T("sign.state_sealed_good"))
	case f.At == Address{}:
		return w.T("sign.line_sealed", "sheet", title, "said", said)
	case f.Version == 0:
		return w.T("sign.line_name", "sheet", title, "name", cmp.Or(oneLine(f.Name), p.Name(f.Who)), "date", p.signDay(f), "said", said)
	}
	if f.Initials() {
		return w.T("sign.line_initials", "sheet", title, "version", f.Version, "questions", p.SayQuestions(f.Questions),
			"name", oneLine(f.Name), "date", p.signDay(f), "said", said)
	}
	return w.T("sign.line", "sheet", title, "version", f.Version, "name", oneLine(f.Name), "date", p.signDay(f), "said", said)
}

func (p *Pair) signDay(f Proof) string {
	if f.Date.IsZero() {
		return p.Words.T("sign.no_date")
	}
	return p.Words.DayMonth(f.Date, lang.Date{})
}
