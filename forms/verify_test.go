package forms_test

import (
	"crypto/ed25519"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms"
)

// yearOfSignatures is a pair that has signed the worksheet once and the contract twice,
// and has put initials to a change of it.
func yearOfSignatures(t testing.TB) *couple {
	t.Helper()
	c := agreed(t)
	c.bothSign("planning_worksheet", "2026-03-20")
	c.bothSign("contract", "2026-03-24")
	c.say("contract", "ct_when", forms.Agreed, "Mondays at eight")
	c.bothSign("contract", "2026-06-01")
	c.say("contract", "ct_when", forms.Agreed, "Tuesdays at eight")
	c.initials("contract", forms.Mentor, "2026-09-01")
	c.initials("contract", forms.Mentee, "2026-09-02")
	return c
}

// untouched is what is to be said of it.
func untouched() []string {
	return []string{
		"planning_worksheet 1 mentee good", "planning_worksheet 1 mentor good",
		"contract 1 mentee earlier", "contract 1 mentor earlier", "contract 2 mentee amended", "contract 2 mentor amended",
		"contract 3 mentor good", "contract 3 mentee good",
	}
}

// copied is the same pair with a record of its own, to be tampered with.
func (c *couple) copied() *couple {
	rec := forms.NewRecord(c.Record.Pair)
	c.Record.Addresses(func(a forms.Address) { rec.Put(a, slices.Clone(c.Record.Heads(a))) })
	return &couple{Pair: forms.NewPair(rec, c.Library, c.Today, c.Words), t: c.t, seq: c.seq}
}

// forge changes a value where it lies, as somebody with the file in hand would.
func (c *couple) forge(a forms.Address, v string) {
	c.Record.Put(a, []forms.Head{{ID: forms.RevID{Device: "x", Seq: 1}, Value: forms.Value(v)}})
}

// proofAt returns where the n-th proof lies and where its wording, from 1.
func (c *couple) proofAt(n int) (proof, wording, signature forms.Address) {
	suffix := "." + strconv.Itoa(n)
	c.Record.Addresses(func(a forms.Address) {
		if a.Part == forms.PartProof+suffix {
			proof, wording, signature = a, a.At(forms.PartSigned+suffix), a.At("")
		}
	})
	return proof, wording, signature
}

// swapByte changes one byte of a text for another letter or digit.
func swapByte(rt *rapid.T, text string, from, to int) string {
	i := rapid.IntRange(from, to-1).Draw(rt, "byte")
	b := []byte(text)
	old := b[i]
	for b[i] == old {
		b[i] = rapid.SampledFrom([]byte("abcdef0123456789")).Draw(rt, "new")
	}
	return string(b)
}

// within finds the text between two others.
func between(text, before, after string) (from, to int) {
	from = strings.Index(text, before) + len(before)
	return from, from + strings.Index(text[from:], after)
}

// tampering is one way to change a proof.
type tampering struct {
	name   string
	newest bool // only where the person has not signed again
	do     func(rt *rapid.T, c *couple, proof, wording, signature forms.Address)
	want   forms.ProofReason
}

func tamperings() []tampering { //nolint:funlen // a table
	inProof := func(before, after string) func(*rapid.T, *couple, forms.Address, forms.Address, forms.Address) {
		return func(rt *rapid.T, c *couple, proof, _, _ forms.Address) {
			raw := string(c.Record.Value(proof))
			from, to := between(raw, before, after)
			c.forge(proof, swapByte(rt, raw, from, to))
		}
	}
	return []tampering{
		{"a character of the wording", false, func(rt *rapid.T, c *couple, _, wording, _ forms.Address) {
			text := string(c.Record.Value(wording))
			c.forge(wording, swapByte(rt, text, 0, len(text)))
		}, forms.ReasonWording},
		{"the order of two questions in the wording", false, func(rt *rapid.T, c *couple, _, wording, _ forms.Address) {
			blocks := strings.Split(string(c.Record.Value(wording)), "\n\n")
			i := rapid.IntRange(1, len(blocks)-2).Draw(rt, "question")
			blocks[i], blocks[i+1] = blocks[i+1], blocks[i]
			c.forge(wording, strings.Join(blocks, "\n\n"))
		}, forms.ReasonWording},
		{"the wording is gone", false, func(_ *rapid.T, c *couple, _, wording, _ forms.Address) { c.forge(wording, "") }, forms.ReasonWording},
		{"the sum of the wording", false, inProof(`"sha256":"`, `"`), forms.ReasonWording},
		{"a byte of the signature", false, func(rt *rapid.T, c *couple, proof, _, _ forms.Address) {
			raw := string(c.Record.Value(proof))
			from, _ := between(raw, `"sig":"`, `"`)
			c.forge(proof, swapByte(rt, raw, from, from+84)) // the last letters hold bits that are not used
		}, forms.ReasonSignature},
		{"the version", false, func(_ *rapid.T, c *couple, proof, _, _ forms.Address) {
			c.forge(proof, strings.Replace(string(c.Record.Value(proof)), `"version":`, `"version":3`, 1))
		}, forms.ReasonSignature},
		{"the key", false, func(rt *rapid.T, c *couple, proof, _, _ forms.Address) {
			raw := string(c.Record.Value(proof))
			from, _ := between(raw, `"key":"`, `"`)
			c.forge(proof, swapByte(rt, raw, from, from+42))
		}, forms.ReasonKey},
		{"the date in the proof", true, func(_ *rapid.T, c *couple, proof, _, _ forms.Address) {
			c.forge(proof, strings.Replace(string(c.Record.Value(proof)), `"date":"2026-0`, `"date":"2027-0`, 1))
		}, forms.ReasonDate},
		{"the date that is read", true, func(rt *rapid.T, c *couple, _, _, signature forms.Address) {
			day := rapid.IntRange(10, 19).Draw(rt, "day")
			c.forge(signature, "2026-03-"+strconv.Itoa(day)+string(c.Record.Value(signature))[10:])
		}, forms.ReasonDate},
		{"the date in both", true, func(rt *rapid.T, c *couple, proof, _, signature forms.Address) {
			day := "2025-03-" + strconv.Itoa(rapid.IntRange(10, 19).Draw(rt, "day"))
			raw := string(c.Record.Value(proof))
			from, to := between(raw, `"date":"`, `"`)
			c.forge(proof, raw[:from]+day+raw[to:])
			c.forge(signature, day+string(c.Record.Value(signature))[10:])
		}, forms.ReasonSignature},
		{"the name that is read", true, func(_ *rapid.T, c *couple, _, _, signature forms.Address) {
			c.forge(signature, string(c.Record.Value(signature))+"s")
		}, forms.ReasonName},
		{"the name in the proof", true, inProof(`"name":"`, `"`), forms.ReasonName},
		{"the place in the order", false, func(_ *rapid.T, c *couple, proof, _, _ forms.Address) {
			c.forge(proof, strings.Replace(string(c.Record.Value(proof)), `"n":`, `"n":1`, 1))
		}, forms.ReasonPlace},
		{"whose it is", false, func(_ *rapid.T, c *couple, proof, _, _ forms.Address) {
			raw := string(c.Record.Value(proof))
			c.forge(proof, strings.Replace(raw, `"role":"ment`, `"role":"m`, 1))
		}, forms.ReasonPlace},
		{"how it is written", false, func(_ *rapid.T, c *couple, proof, _, _ forms.Address) {
			c.forge(proof, strings.Replace(string(c.Record.Value(proof)), `,`, `, `, 1))
		}, forms.ReasonUnreadable},
	}
}

// TestWhateverIsTamperedWithIsNamed: more than a thousand tries, each of which is named,
// and named rightly.
func TestWhateverIsTamperedWithIsNamed(t *testing.T) {
	signed := yearOfSignatures(t)
	signed.wantProofs(untouched()...)
	for _, way := range tamperings() {
		t.Run(way.name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				c := signed.copied()
				n := rapid.SampledFrom([]int{1, 2, 5, 6}).Draw(rt, "proof")
				if !way.newest {
					n = rapid.IntRange(1, 8).Draw(rt, "any proof")
				}
				proof, wording, signature := c.proofAt(n)
				way.do(rt, c, proof, wording, signature)
				named := slices.ContainsFunc(c.VerifySignatures(keysOf()), func(f forms.Proof) bool {
					return f.At == signature && f.Number == n && f.Reason == way.want
				})
				if !named {
					rt.Fatalf("proof %d: %q", n, c.proofs())
				}
			})
		})
	}
}

// TestInitialsThatNameAnotherChangeAreNamed: neither a change that is not told, nor one
// that was none.
func TestInitialsThatNameAnotherChangeAreNamed(t *testing.T) {
	signed := yearOfSignatures(t)
	for n, scopes := range map[int][]string{7: {`"ct_reach agreed"`, `"ct_when agreed","ct_reach agreed"`}, 8: {`"ct_when mentee"`}} {
		for _, scope := range scopes {
			c := signed.copied()
			proof, _, _ := c.proofAt(n)
			c.forge(proof, strings.Replace(string(c.Record.Value(proof)), `"ct_when agreed"`, scope, 1))
			if !slices.ContainsFunc(c.VerifySignatures(keysOf()), func(f forms.Proof) bool { return f.Number == n && f.Reason == forms.ReasonScope }) {
				t.Errorf("proof %d naming %s: %q", n, scope, c.proofs())
			}
		}
	}
}

// TestALinkThatIsGoneOrAnotherIsNamed: the proof that follows says so.
func TestALinkThatIsGoneOrAnotherIsNamed(t *testing.T) {
	signed := yearOfSignatures(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := signed.copied()
		n := rapid.IntRange(1, 7).Draw(rt, "proof")
		proof, _, _ := c.proofAt(n)
		next, _, _ := c.proofAt(n + 1)
		if rapid.Bool().Draw(rt, "gone") {
			c.forge(proof, "")
		} else {
			raw := string(c.Record.Value(next))
			from, to := between(raw, `"prev":"`, `"`)
			c.forge(next, swapByte(rt, raw, from, to))
		}
		for _, f := range c.VerifySignatures(keysOf()) {
			if f.At == next.At("") && f.Reason == forms.ReasonChain {
				return
			}
		}
		rt.Fatalf("proof %d: %q", n, c.proofs())
	})
}

// TestWhatNobodyTamperedWithVerifies: whatever the pair answers, signs and takes back,
// nothing is called broken.
func TestWhatNobodyTamperedWithVerifies(t *testing.T) {
	base := agreed(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := base.copied()
		for range rapid.IntRange(1, 12).Draw(rt, "deeds") {
			sheet := rapid.SampledFrom([]string{"contract", "planning_worksheet"}).Draw(rt, "sheet")
			v := rapid.SampledFrom([]forms.Voice{forms.Mentee, forms.Mentor}).Draw(rt, "who")
			switch rapid.IntRange(0, 4).Draw(rt, "deed") {
			case 0:
				c.say("contract", rapid.SampledFrom(textFields).Draw(rt, "field"), forms.Agreed, forms.Value(typedText().Draw(rt, "text")))
			case 1:
				c.take(forms.Change{Addr: c.sheet(sheet).SignAt(v)[0]})
			case 2:
				at := c.sheet(sheet).SignAt(v)[0]
				if len(c.sheet(sheet).AmendedSince(at)) > 0 {
					c.initials(sheet, v, "2026-04-04")
				} else if _, err := c.sheet(sheet).Initial(at, c.Name(v), date(t, "2026-04-04"), pen(v)); !errors.Is(err, forms.ErrNotToInitial) {
					rt.Fatal(err)
				}
			default:
				c.signs(sheet, v, "2026-03-24")
			}
			for _, line := range c.proofs() {
				state := line[strings.LastIndexByte(line, ' ')+1:]
				if !slices.Contains([]string{"good", "changed", "earlier", "amended", "taken"}, state) {
					rt.Fatalf("%q", c.proofs())
				}
			}
			changed := slices.ContainsFunc(c.proofs(), func(l string) bool { return strings.HasPrefix(l, "contract") && strings.HasSuffix(l, "changed") })
			if s := c.sheet("contract"); len(s.Amended()) > 0 != changed || s.Version() > 13 {
				rt.Fatalf("changed: %t, initials for %v, version %d", changed, s.Amended(), s.Version())
			}
		}
	})
}

func TestAProofByAKeyWeDoNotKnowIsNamed(t *testing.T) {
	c := agreed(t)
	c.bothSign("contract", "2026-03-24")
	swapped := map[forms.Voice]ed25519.PublicKey{forms.Mentee: pen(forms.Mentor).Public()}
	for _, f := range c.VerifySignatures(swapped) {
		if f.Reason != forms.ReasonKey {
			t.Errorf("%s: %s %s, want the key to be named", f.Who, f.State, f.Reason)
		}
	}
}

func TestAProofOfAnotherPairDoesNotFit(t *testing.T) {
	c := agreed(t)
	c.bothSign("contract", "2026-03-24")
	x := c.copied()
	x.Record.Pair = "zzzzzz"
	x.wantProofs("contract 1 mentee signature", "contract 1 mentor signature")
}

func TestTwoCopiesOfABookSignedApartBothVerify(t *testing.T) {
	c := agreed(t)
	x := c.copied()
	c.signs("contract", forms.Mentee, "2026-03-24")
	x.signs("contract", forms.Mentor, "2026-03-24")
	x.Record.Addresses(func(a forms.Address) {
		if a.Field == "ct_sign_mentor" {
			c.forge(a, string(x.Record.Value(a)))
		}
	})
	c.say("contract", "ct_when", forms.Agreed, "Mondays at eight")
	c.signs("contract", forms.Mentee, "2026-06-01")
	c.wantProofs("contract 1 mentee earlier", "contract 1 mentor changed", "contract 2 mentee good")
}
