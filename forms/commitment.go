package forms

import (
	"cmp"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// A sealed copy is bound to its answers: a commitment is written with the seal, a sum
// over the answers and a random number. Once both copies are open anybody can compute
// it again, so neither of the two can have changed theirs after reading the other's.
// Without the random number a scale of five could be guessed from the sum; so that
// number is as private as the answers until then.
//
// Only answers go into the sum, not how questions are worded: another language or a
// newer form must not make a copy look altered.

// FieldSeal of an evaluation keeps, in its author's voice, what binds the sealed copy to
// its answers.
const FieldSeal = "#seal"

// Parts of FieldSeal.
const (
	PartCommit = "#commit" // the sum, in hex
	PartNonce  = "#nonce"  // the random number, in hex; the author's alone until both copies are open
)

const (
	sealDomain = "pairbook-eval-v1"
	nonceBytes = 32
)

// ErrNotToSeal says that a sheet is not one person's copy of an evaluation.
var ErrNotToSeal = errors.New("only one person's copy of an evaluation is sealed")

func sealAddress(id SheetID) Address {
	return Address{Sheet: id, Field: FieldSeal, Voice: id.Of}
}

// SealCopy returns the changes that seal a person's copy: its state, and what binds it
// to the answers given so far. They are one deed of that person. random is crypto/rand's
// Reader but in tests; where it fails, or the sheet is no copy, there is an error.
func (s Sheet) SealCopy(random io.Reader) ([]Change, error) {
	if s.Form.Copies != CopiesEach || !s.ID.Of.IsPerson() {
		return nil, fmt.Errorf("sealing %s: %w", s.ID, ErrNotToSeal)
	}
	r := make([]byte, nonceBytes)
	if _, err := io.ReadFull(random, r); err != nil {
		return nil, fmt.Errorf("sealing %s: %w", s.ID, err)
	}
	nonce := hex.EncodeToString(r)
	at := sealAddress(s.ID)
	return []Change{
		{at.At(PartCommit), Value(s.commitment(nonce))},
		{at.At(PartNonce), Value(nonce)},
		{StateAddress(s.ID), Value(StateSealed)},
	}, nil
}

// Unseal returns the changes that let a sealed copy be written in again; none once both
// are sealed, because then the other can have read it: also where it lies behind a
// passphrase for the one who looks now.
func (s Sheet) Unseal() []Change {
	if s.BothSealed() || s.Pair.Record.State(s.ID) != StateSealed {
		return nil
	}
	at := sealAddress(s.ID)
	return []Change{{at.At(PartCommit), ""}, {at.At(PartNonce), ""}, {StateAddress(s.ID), Value(StateOpen)}}
}

// commitment is the sum over a copy.
func (s Sheet) commitment(nonce string) string {
	of := string(s.Pair.Record.Pair) + "\n" + s.Form.ID + "\n" + string(s.ID.Of)
	return sum(sealDomain + "\n" + of + "\n" + nonce + "\n" + s.copyText())
}

// copyText is every answer of a person's copy, one a line, also those to questions that
// are not asked any more. Private notes are left out: they are not opened.
func (s Sheet) copyText() string {
	var at []Address
	s.Pair.Record.Addresses(func(a Address) {
		if a.Sheet != s.ID || a.Voice != s.ID.Of || a.Hidden() || s.Pair.Record.Value(a) == "" {
			return
		}
		if fd, ok := s.Form.Field(a.Field); !ok || fd.Kind == KindSign || forSigning(fd) {
			at = append(at, a)
		}
	})
	slices.SortFunc(at, func(a, b Address) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Part, b.Part))
	})
	var out []byte
	for _, a := range at {
		line, _ := json.Marshal([]string{a.Field, string(a.Row), a.Part, string(s.Pair.Record.Value(a))})
		out = append(append(out, line...), '\n')
	}
	return string(out)
}

// CheckOpened looks whether the copies of an evaluation are what was sealed, one Proof
// for each sealed copy: ProofGood; ProofBroken with ReasonSealed where it does not
// match; SealOnly where it was sealed before there was a proof; SealLocked where the
// answers cannot be read just now. Nothing is told before both are sealed.
func (p *Pair) CheckOpened(form string) []Proof {
	var out []Proof
	for _, v := range []Voice{Mentee, Mentor} {
		s, ok := p.Sheet(SheetID{Form: form, Of: v})
		if !ok || !s.BothSealed() || p.Record.State(s.ID) != StateSealed {
			continue
		}
		at := sealAddress(s.ID)
		commit, nonce := p.Record.Value(at.At(PartCommit)), p.Record.Value(at.At(PartNonce))
		f := Proof{Sheet: s.ID, Who: v, State: ProofGood}
		switch {
		case commit == "" && nonce == "":
			f.State = SealOnly
		case nonce == "":
			f.State = SealLocked
		case string(commit) != s.commitment(string(nonce)):
			f.State, f.Reason = ProofBroken, ReasonSealed
		}
		out = append(out, f)
	}
	return out
}
