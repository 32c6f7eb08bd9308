package seal

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func cheap() Cost { return Cost{Time: 1, Memory: 8, Threads: 1} }

func TestASecretOpensUnderItsKeyAndItsNameAlone(t *testing.T) {
	k := NewKey()
	w, err := Wrap(k, []byte("secret"), "book", "kind")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Unwrap(k, w, "book", "kind"); err != nil || string(got) != "secret" {
		t.Fatalf("%q, %v", got, err)
	}
	for name, try := range map[string]func() ([]byte, error){
		"another key":  func() ([]byte, error) { return Unwrap(NewKey(), w, "book", "kind") },
		"another book": func() ([]byte, error) { return Unwrap(k, w, "bookk", "ind") },
		"cut":          func() ([]byte, error) { return Unwrap(k, w[:len(w)-1], "book", "kind") },
		"empty":        func() ([]byte, error) { return Unwrap(k, nil, "book", "kind") },
	} {
		if got, err := try(); !errors.Is(err, ErrBroken) || got != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestAPassphraseIsTheSameHoweverItIsTyped(t *testing.T) {
	salt := NewSalt()
	key := func(pass string) string {
		k, err := FromPassphrase(pass, salt, cheap())
		if err != nil {
			t.Fatal(err)
		}
		return string(k.Reveal())
	}
	if key("mél\u00e5nge") != key("me\u0301la\u030ange") {
		t.Error("composed and decomposed letters are different passphrases")
	}
	if key("two words") == key("two words ") || key("A") == key("a") {
		t.Error("something was trimmed or folded")
	}
}

func TestOnlyACostThatCanBePaidIsTried(t *testing.T) {
	if !UsualCost().Valid() || !cheap().Valid() {
		t.Error("the usual cost is refused")
	}
	for _, c := range []Cost{{}, {21, 1 << 16, 4}, {1, MaxMemory + 1, 4}, {3, MaxMemory, 4}, {20, 1 << 16, 1}, {3, 1 << 16, 17}, {3, 8, 2}, {0, 64, 1}, {1, 64, 0}} {
		if c.Valid() {
			t.Errorf("%+v is allowed", c)
		}
		if _, err := FromPassphrase("x", NewSalt(), c); !errors.Is(err, ErrBroken) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestARecoveryCodeIsReadHoweverItIsCopied(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := NewRecovery()
		code := r.Code()
		if len(code) != 34 || strings.ContainsAny(code, "ILOU") {
			t.Fatalf("a code of another form: %d characters", len(code))
		}
		alike := strings.NewReplacer("1", rapid.SampledFrom([]string{"1", "I", "l", "L"}).Draw(t, "one"), "0", rapid.SampledFrom([]string{"0", "o", "O"}).Draw(t, "nought"))
		copied := alike.Replace(strings.ReplaceAll(code, "-", rapid.SampledFrom([]string{"", "-", " ", " - ", "\n"}).Draw(t, "gap")))
		if rapid.Bool().Draw(t, "small") {
			copied = strings.ToLower(copied)
		}
		got, err := ParseRecovery(copied)
		if err != nil || !bytes.Equal(got.bytes(), r.bytes()) {
			t.Fatalf("not read: %v", err)
		}
	})
}

func TestEverySlipInARecoveryCodeIsNoticed(t *testing.T) {
	for range 30 {
		code := strings.ReplaceAll(NewRecovery().Code(), "-", "")
		slip := func(what, copied string) {
			if copied == code {
				return
			}
			if _, err := ParseRecovery(copied); !errors.Is(err, ErrSlip) {
				t.Fatalf("%s: %v", what, err)
			}
		}
		for i := range code {
			for _, c := range letters + "U?é" {
				slip("another letter", code[:i]+string(c)+code[i+1:])
			}
			slip("a letter less", code[:i]+code[i+1:])
			slip("a letter twice", code[:i]+code[i:i+1]+code[i:])
			for j := i + 1; j < codeLetters; j++ {
				slip("two changed places", code[:i]+code[j:j+1]+code[i+1:j]+code[i:i+1]+code[j+1:])
			}
		}
		slip("nothing", "")
	}
}

func TestARecoverySecretNeverPrintsItself(t *testing.T) {
	r := NewRecovery()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%q"} {
		for _, v := range []any{r, &r, []Recovery{r}, struct{ r Recovery }{r}, struct{ R Recovery }{r}} {
			out := fmt.Sprintf(verb, v)
			if strings.Contains(out, r.Code()) || strings.Contains(out, fmt.Sprintf("%x", r.bytes())) || strings.Contains(out, fmt.Sprint(r.bytes())[1:15]) {
				t.Fatalf("%s of %T shows it", verb, v)
			}
		}
	}
}

func TestKeysAreRenewedButNamesStay(t *testing.T) {
	old := NewKeys()
	renewed := old.Renewed()
	if !bytes.Equal(old.Index.Reveal(), renewed.Index.Reveal()) || bytes.Equal(old.Content.Reveal(), renewed.Content.Reveal()) {
		t.Error("the wrong key was renewed")
	}
	back, err := KeysFrom(renewed.Reveal())
	if err != nil || !bytes.Equal(back.Reveal(), renewed.Reveal()) {
		t.Errorf("not read back: %v", err)
	}
	if _, err := KeysFrom(renewed.Content.Reveal()); !errors.Is(err, ErrKeySize) {
		t.Errorf("half of them: %v", err)
	}
	if (Keys{}).Set() || !old.Set() {
		t.Error("whether there are keys")
	}
}
