package main

import (
	"crypto/ed25519"
	"slices"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
)

func (r *run) verifyCommand() *cobra.Command {
	diff := false
	c := answersInJSON(r.command("verify", func(_ *cobra.Command, args []string) error { return r.verify(args, diff) }))
	c.Args = r.args(0, 1)
	c.ValidArgsFunction = r.completeSheet
	c.Flags().BoolVar(&diff, "diff", false, r.words.T("cli.flag_diff"))
	return c
}

type verifyJSON struct {
	Schema int          `json:"schema"`
	Pair   forms.PairID `json:"pair"`
	OK     bool         `json:"ok"` // nothing is broken
	Proofs []proofJSON  `json:"proofs"`
}

// proofJSON is a signature or a sealed copy, and what became of it.
type proofJSON struct {
	Sheet   forms.SheetID     `json:"sheet"`
	Field   string            `json:"field,omitempty"` // "" for a sealed copy
	Part    string            `json:"part,omitempty"`
	Who     forms.Voice       `json:"who"`
	Name    string            `json:"name,omitempty"`
	Date    string            `json:"date,omitempty"`
	Number  int               `json:"number,omitempty"`
	Version int               `json:"version,omitempty"`
	Lang    lang.Lang         `json:"lang,omitempty"`
	State   forms.ProofState  `json:"state"`
	Reason  forms.ProofReason `json:"reason,omitempty"`
	Initial []string          `json:"initialled,omitempty"` // ids of the questions that initials stand for
	Text    string            `json:"text"`
}

// verify looks at every signature and every sealed copy, of one sheet or of all, and says
// what it found. The exit code tells whether something does not fit.
func (r *run) verify(args []string, diff bool) error {
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	proofs, err := r.proofs(p)
	if err != nil {
		return err
	}
	if len(args) == 1 {
		s, err := sheet(p, args[0])
		if err != nil {
			return err
		}
		proofs = slices.DeleteFunc(proofs, func(f forms.Proof) bool { return f.Sheet != s.ID })
	}
	out := verifyJSON{Schema: jsonSchema, Pair: p.Record.Pair, OK: true, Proofs: []proofJSON{}}
	for _, f := range proofs {
		out.OK = out.OK && !f.Broken()
		out.Proofs = append(out.Proofs, proofOf(p, f))
	}
	switch {
	case r.flags.json:
		if err := r.printJSON(out); err != nil {
			return err
		}
	case diff:
		r.printDifferences(p, proofs)
	default:
		r.printProofs(p, proofs)
	}
	if !out.OK {
		return quietly(Invalid)
	}
	return nil
}

// proofs looks at all signatures and sealed copies of the pair.
func (r *run) proofs(p *forms.Pair) ([]forms.Proof, error) {
	keys := map[forms.Voice]ed25519.PublicKey{}
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		info, err := r.book.Person(p.Record.Pair, v)
		if err != nil {
			return nil, err
		}
		keys[v] = info.Public
	}
	out := p.VerifySignatures(keys)
	for _, id := range sortedIDs(p.Library.Forms) {
		if p.Library.Forms[id].Sealed() {
			out = append(out, p.CheckOpened(id)...)
		}
	}
	return out, nil
}

func proofOf(p *forms.Pair, f forms.Proof) proofJSON {
	out := proofJSON{
		Sheet: f.Sheet, Field: f.At.Field, Part: f.At.Part, Who: f.Who, Name: f.Name, Number: f.Number, Version: f.Version,
		Lang: f.Lang, State: f.State, Reason: f.Reason, Text: p.SayProof(f),
	}
	for _, q := range f.Questions {
		out.Initial = append(out.Initial, q.Field)
	}
	if !f.Date.IsZero() {
		out.Date = f.Date.String()
	}
	return out
}

func (r *run) printProofs(p *forms.Pair, proofs []forms.Proof) {
	if len(proofs) == 0 {
		r.say(r.words.T("privacy.verify_none"))
		return
	}
	for _, f := range proofs {
		r.print(cell.CleanLine(p.SayProof(f)))
	}
	r.say(p.Words.T("sign.about"))
}

// printDifferences says what is otherwise on the sheets now than when they were signed.
func (r *run) printDifferences(p *forms.Pair, proofs []forms.Proof) {
	any := false
	for _, f := range proofs {
		if f.State != forms.ProofChanged {
			continue
		}
		any = true
		r.print(cell.CleanLine(p.SayProof(f)))
		for _, l := range p.WhatChanged(f) {
			mark := map[forms.DiffKind]string{
				forms.DiffQuestion: "", forms.DiffRenamed: "  ", forms.DiffStays: "    ", forms.DiffWas: "  - ", forms.DiffIs: "  + ",
			}[l.Kind]
			r.print(mark + cell.CleanLine(l.Text))
		}
		r.print("")
	}
	if !any {
		r.say(r.words.T("privacy.verify_same"))
	}
}
