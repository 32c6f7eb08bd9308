package forms

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pairbook/forms/lang"
)

// A typed signature is a name and a date. Beside it a proof of wording is kept: which
// text was signed, by which key, and which proof came before. It shows whoever looks
// later that neither the text nor the signature was changed since. It says nothing of
// who sat at the keyboard, and it is no signature in the sense of a law.
//
// Proofs are numbered and never overwritten: the number stands in the part of the
// address, and so the wording of every version stays readable.

// Signer signs with the key of one person.
type Signer interface {
	// Public returns the key that Sign's signatures fit.
	Public() ed25519.PublicKey
	// Sign returns an ed25519 signature of the message; an error where the key cannot
	// be used, because it is locked for example.
	Sign(message []byte) ([]byte, error)
}

// Hidden parts of a signature's address, each followed by "." and the proof's number,
// and where the signature is a part of a question by "." and that part: "#proof.3".
const (
	// PartProof holds what was signed, see proof.
	PartProof = "#proof"
	// PartSigned holds the canonical text it was signed for.
	PartSigned = "#signed"
)

// ErrNotToSign says that there is nothing to sign at an address: no signature is asked
// of one of the two there.
var ErrNotToSign = errors.New("no signature of the mentor or the mentee is asked there")

// ErrSignShut says that a sheet is closed or sealed: it is signed before that.
var ErrSignShut = errors.New("a closed or sealed sheet is not signed")

// ErrSignName says that a signature lacks its name or its date.
var ErrSignName = errors.New("a signature needs a name and a date")

// ErrSignOther says that somebody signs with the name of the other of the two.
var ErrSignOther = errors.New("that is the name of the other person")

const (
	proofVersion = 1
	// signDomain keeps a signature for a wording from being taken for anything else.
	signDomain = "pairbook-signature-v1"
)

// proof is what is kept beside a typed signature, as JSON with the keys in this order.
type proof struct {
	V       int       `json:"v"`
	N       int       `json:"n"` // place in the chain, from 1
	Sheet   SheetID   `json:"sheet"`
	Field   string    `json:"field"` // with ".part" where the signature is a part
	Version int       `json:"version"`
	Lang    lang.Lang `json:"lang"`
	Role    Voice     `json:"role"`
	Name    string    `json:"name"`
	Date    string    `json:"date"`   // ISO
	Sum     string    `json:"sha256"` // of the canonical text, in hex
	// Scope is empty for a signature; initials name the questions they stand for, each
	// with its voice.
	Scope []string `json:"scope,omitempty"`
	Key   []byte   `json:"key"`
	Prev  string   `json:"prev"` // sha256 of the proof before, in hex; "" for the first
	Sig   []byte   `json:"sig"`
}

// message is what the signature is over: everything but itself, and the pair.
func (f proof) message(p PairID) []byte {
	f.Sig = nil
	return slices.Concat([]byte(signDomain+"\n"+string(p)+"\n"), []byte(f.encode()))
}

func (f proof) encode() string {
	b, _ := json.Marshal(f) // strings, numbers and bytes: nothing that can fail
	return string(b)
}

// readProof reads what encode writes, and nothing else: a space more is not a proof.
func readProof(in string) (f proof, err error) {
	d := json.NewDecoder(bytes.NewReader([]byte(in)))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return f, fmt.Errorf("reading a proof of wording: %w", err)
	}
	if f.V != proofVersion || f.encode() != in {
		return f, errors.New("reading a proof of wording: not written as we write one")
	}
	return f, nil
}

func sum(text string) string {
	h := sha256.Sum256([]byte(text))
	return hex.EncodeToString(h[:])
}

// keptProof is a proof where it lies.
type keptProof struct {
	proof
	err  error   // it cannot be read
	raw  string  // as it is kept
	text string  // the wording kept with it
	at   Address // the signature's
	num  int     // as its address says
}

// chainOf names the chain a proof belongs to: one for the pair, and one of its own for
// each person's copy, because the other must not learn from a gap that it was signed.
func chainOf(id SheetID) string {
	if id.Of.IsPerson() {
		return id.String()
	}
	return ""
}

// keptProofs returns all proofs of the pair in the order in which they were given. The
// caller must not change them.
func (p *Pair) keptProofs() []keptProof {
	return p.proofs.get(p, func() []keptProof {
		var out []keptProof
		p.Record.Addresses(func(a Address) {
			if k, ok := p.keptAt(a); ok {
				out = append(out, k)
			}
		})
		slices.SortFunc(out, func(a, b keptProof) int {
			if a.num != b.num {
				return a.num - b.num
			}
			return strings.Compare(a.at.String(), b.at.String())
		})
		return out
	})
}

// keptAt reads the proof at an address; ok is false where none is kept there.
func (p *Pair) keptAt(a Address) (k keptProof, ok bool) {
	rest, is := strings.CutPrefix(a.Part, PartProof+".")
	raw := p.Record.Value(a)
	if !is || raw == "" {
		return k, false
	}
	number, part, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 {
		return k, false
	}
	k = keptProof{raw: string(raw), at: a.At(part), num: n}
	k.text = string(p.Record.Value(k.at.At(hiddenPart(PartSigned, n, part))))
	k.proof, k.err = readProof(k.raw)
	return k, true
}

func hiddenPart(prefix string, n int, part string) string {
	return strings.TrimSuffix(prefix+"."+strconv.Itoa(n)+"."+part, ".")
}

// Sign returns the changes that sign the sheet at an address in the pair's language:
// the typed signature as it was kept before, the proof of wording, and the wording. The
// three are one deed, which undo does not take back; whoever changes their mind clears
// the typed signature. at is one of SignAt; the signer must hold the key of the person
// whose voice it has. ErrSignName, ErrSignOther, ErrNotToSign and ErrSignShut say what is
// wrong; a signer's error is passed on.
func (s Sheet) Sign(at Address, name string, day lang.Date, signer Signer) ([]Change, error) {
	return s.prove(at, name, day, signer, nil)
}

// prove is Sign, for some questions alone where a scope is given.
func (s Sheet) prove(at Address, name string, day lang.Date, signer Signer, scope []string) ([]Change, error) {
	name = strings.TrimSpace(cleanShort(name))
	value := Value(day.String() + " " + name)
	if read, _, ok := SplitSign(value); !ok || read != name || day.IsZero() {
		return nil, ErrSignName
	}
	if !slices.Contains(s.SignAt(at.Voice), at) {
		return nil, fmt.Errorf("signing %s: %w", at, ErrNotToSign)
	}
	if s.ReadOnly() {
		return nil, fmt.Errorf("signing %s: %w", at, ErrSignShut)
	}
	if s.SignsForOther(at.Voice, name) {
		return nil, fmt.Errorf("signing %s: %w", at, ErrSignOther)
	}
	version, l := s.Version(), s.Pair.Words.Lang()
	text := s.canonical(l, version)
	f := proof{
		V: proofVersion, Sheet: s.ID, Field: placeOfSign(at), Version: version, Lang: l, Role: at.Voice,
		Name: name, Date: day.String(), Sum: sum(text), Scope: scope, Key: signer.Public(),
	}
	f.N, f.Prev = s.Pair.nextLink(s.ID)
	var err error
	if f.Sig, err = signer.Sign(f.message(s.Pair.Record.Pair)); err != nil {
		return nil, fmt.Errorf("signing %s: %w", at, err)
	}
	return []Change{
		{at, value},
		{at.At(hiddenPart(PartProof, f.N, at.Part)), Value(f.encode())},
		{at.At(hiddenPart(PartSigned, f.N, at.Part)), Value(text)},
	}, nil
}

// SignsForOther reports whether a name that somebody signs with is that of the other of the
// two, and not their own as well.
func (s Sheet) SignsForOther(v Voice, name string) bool {
	is := func(v Voice) bool { return strings.EqualFold(name, strings.TrimSpace(s.Pair.Name(v))) }
	name = strings.TrimSpace(name)
	return is(v.Other()) && !is(v)
}

// placeOfSign names the signature within its sheet.
func placeOfSign(at Address) string { return strings.TrimSuffix(at.Field+"."+at.Part, ".") }

// nextLink returns the number of the next proof of a chain, and what it follows.
func (p *Pair) nextLink(id SheetID) (n int, prev string) {
	chain := chainOf(id)
	for _, k := range p.keptProofs() {
		if chainOf(k.at.Sheet) == chain {
			n, prev = k.num, sum(k.raw)
		}
	}
	return n + 1, prev
}

// SignAt returns where a person signs the sheet; none where no signature is asked of
// that person.
func (s Sheet) SignAt(v Voice) []Address {
	var out []Address
	if !v.IsPerson() {
		return nil
	}
	for _, it := range s.Items() {
		if slices.Contains(it.Voices, v) && it.Field.By != ByProgramme {
			out = append(out, s.signatures(it.Field, v)...)
		}
	}
	return out
}
