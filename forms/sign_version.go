package forms

import (
	"maps"
	"slices"
)

// A signed sheet stays open to change: it is a living document (rule 30). What was
// signed keeps its wording; what is changed afterwards belongs to the next version,
// which the two sign again.

// ofSheet returns the proofs given on the sheet, oldest first, those that can be read.
func (s Sheet) ofSheet() []keptProof {
	var out []keptProof
	for _, k := range s.Pair.keptProofs() {
		if k.at.Sheet == s.ID && k.err == nil {
			out = append(out, k)
		}
	}
	return out
}

// standing returns the newest proof of each signature that has not been taken back.
func (s Sheet) standing() map[Address]keptProof {
	out := map[Address]keptProof{}
	for _, k := range s.ofSheet() {
		if s.Pair.Record.Value(k.at) != "" {
			out[k.at] = k
		}
	}
	return out
}

// Version returns which version of its wording the sheet is at: 1 until both have
// signed and something is changed, then one more for each such amendment. It is the
// number that the next signature is given for.
func (s Sheet) Version() int {
	known := s.Pair.versions.get(s.Pair, func() map[SheetID]int { return map[SheetID]int{} })
	n, ok := known[s.ID]
	if !ok {
		n = s.version()
		known[s.ID] = n
	}
	return n
}

func (s Sheet) version() int {
	top := 0
	for _, k := range s.ofSheet() {
		top = max(top, k.Version)
	}
	switch {
	case top == 0:
		return 1
	case s.signedBy(top) && len(s.Amended()) > 0:
		return top + 1
	}
	return top
}

// signedBy reports whether everybody asked has signed a version, and all of them the
// same answers. A signature by name only counts for the first version.
func (s Sheet) signedBy(version int) bool {
	proofs := s.standing()
	signed := ""
	for _, v := range []Voice{Mentee, Mentor} {
		for _, at := range s.SignAt(v) {
			k, ok := proofs[at]
			switch {
			case !ok && (version > 1 || s.Pair.Record.Value(at) == ""):
				return false
			case !ok:
				continue
			case k.Version != version:
				return false
			}
			said := saidIn(k.text)
			if signed != "" && said != signed {
				return false
			}
			signed = said
		}
	}
	return signed != ""
}

// saidIn returns the answers in a canonical text, whatever its language.
func saidIn(text string) string {
	w, _ := readWording(text)
	out := "answers\n"
	for _, q := range w.questions {
		out += q.key() + "\n" + q.said()
	}
	return out
}

// Amendment is a question whose answer is not the one that was signed.
type Amendment struct {
	Field    string // its id
	Voice    Voice
	Question string // as it is worded now; as it was where it is not asked any more
}

// Amended lists the questions that were answered otherwise, newly or no longer since
// the signatures that stand were given, in the sheet's order: what the two put their
// initials to, or sign again. None while nobody has signed with a proof. A new
// wording of a question alone is no amendment: VerifySignatures tells of it.
func (s Sheet) Amended() []Amendment { return s.amendedSince(s.signed()...) }

// amendedSince lists the questions that differ from what was signed in any of some
// proofs: those of now in the sheet's order, then those not answered any more.
func (s Sheet) amendedSince(proofs ...keptProof) []Amendment {
	all := s.asked()
	now := len(all)
	differs := map[string]bool{}
	for _, k := range proofs {
		then, _ := readWording(k.text)
		for _, q := range differing(then.questions, all[:now]) {
			differs[q.key()] = true
			if !slices.ContainsFunc(all, func(o asked) bool { return o.key() == q.key() }) {
				all = append(all, q)
			}
		}
	}
	var out []Amendment
	for _, q := range all {
		if differs[q.key()] {
			out = append(out, Amendment{q.id, q.voice, q.label})
		}
	}
	return out
}

// signed returns the standing proofs, oldest first.
func (s Sheet) signed() []keptProof {
	return slices.SortedFunc(maps.Values(s.standing()), func(a, b keptProof) int { return a.num - b.num })
}
