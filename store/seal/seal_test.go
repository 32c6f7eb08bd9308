package seal

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func box(t testing.TB, k Key, book string) *Box {
	t.Helper()
	x, err := NewBox(keysOf(t, k), book, 1)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func keysOf(t testing.TB, k Key) Keys {
	t.Helper()
	keys, err := KeysOf(k)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func TestWhatIsSealedOpensInItsPlaceAndNowhereElse(t *testing.T) {
	k := NewKey()
	x := box(t, k, "book1")
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(t, "plain")
		at := Place{rapid.StringN(0, 9, -1).Draw(t, "bucket"), rapid.SliceOfN(rapid.Byte(), 0, 9).Draw(t, "key")}
		sealed := x.Seal(at, plain)
		if got, err := x.Open(at, sealed); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("opened %q, %v", got, err)
		}
		other := Place{rapid.StringN(0, 9, -1).Draw(t, "bucket2"), rapid.SliceOfN(rapid.Byte(), 0, 9).Draw(t, "key2")}
		if other.Bucket == at.Bucket && bytes.Equal(other.Key, at.Key) {
			return
		}
		if got, err := x.Open(other, sealed); !errors.Is(err, ErrBroken) || got != nil {
			t.Fatalf("a record opened in another place: %q, %v", got, err)
		}
	})
}

func TestEveryFlippedBitAndEveryCutIsNoticed(t *testing.T) {
	x := box(t, NewKey(), "book1")
	at := Place{"rev", []byte{1, 2, 3}}
	sealed := x.Seal(at, []byte("we talk about the membership meeting"))
	for i := range len(sealed) * 8 {
		bad := bytes.Clone(sealed)
		bad[i/8] ^= 1 << (i % 8)
		if got, err := x.Open(at, bad); !errors.Is(err, ErrBroken) || got != nil {
			t.Fatalf("bit %d: opened %q, %v", i, got, err)
		}
	}
	for n := range sealed {
		if got, err := x.Open(at, sealed[:n]); !errors.Is(err, ErrBroken) || got != nil {
			t.Fatalf("cut to %d: opened %q, %v", n, got, err)
		}
	}
}

func TestAnotherKeyAndAnotherBookDoNotOpen(t *testing.T) {
	k := NewKey()
	at := Place{"rev", []byte{1}}
	sealed := box(t, k, "book1").Seal(at, []byte("text"))
	for name, x := range map[string]*Box{"book": box(t, k, "book2"), "key": box(t, NewKey(), "book1")} {
		if _, err := x.Open(at, sealed); !errors.Is(err, ErrBroken) {
			t.Errorf("another %s: %v", name, err)
		}
	}
}

func TestARecordSaysWhichSchemaItIsOf(t *testing.T) {
	k := NewKey()
	at := Place{"rev", []byte{1}}
	sealed := box(t, k, "b").Seal(at, []byte("old"))
	later, err := NewBox(keysOf(t, k), "b", 2)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := later.Open(at, sealed); err != nil || string(got) != "old" {
		t.Fatalf("a record of the schema before: %q, %v", got, err)
	}
}

func TestTheSameTextIsNeverSealedTheSameWay(t *testing.T) {
	x := box(t, NewKey(), "b")
	at := Place{"rev", nil}
	if bytes.Equal(x.Seal(at, []byte("a")), x.Seal(at, []byte("a"))) {
		t.Fatal("two seals of one text are equal")
	}
}

func TestSizesGrowInStepsThatHideTheLength(t *testing.T) {
	for n, want := range map[int]int{0: 64, 1: 64, 64: 64, 65: 80, 80: 80, 81: 100, 101: 125} {
		if got := Padded(n); got != want {
			t.Errorf("%d bytes are padded to %d, want %d", n, got, want)
		}
	}
	x := box(t, NewKey(), "b")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 1<<20).Draw(t, "n")
		p := Padded(n)
		if p < n || p > 64 && 4*p > 5*n {
			t.Fatalf("%d bytes are padded to %d", n, p)
		}
		if n < 5000 {
			if got := len(x.Seal(Place{}, make([]byte, n))); got != Padded(n+lengthBytes)+Overhead {
				t.Fatalf("%d bytes are sealed in %d", n, got)
			}
		}
	})
}

func TestAddressesTellPartsApartAndShowNothing(t *testing.T) {
	x := box(t, NewKey(), "b")
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SliceOfN(rapid.StringN(0, 4, -1), 1, 4).Draw(t, "a")
		b := rapid.SliceOfN(rapid.StringN(0, 4, -1), 1, 4).Draw(t, "b")
		same := strings.Join(a, "\xff") == strings.Join(b, "\xff") && len(a) == len(b)
		if got := bytes.Equal(x.Address(16, a...), x.Address(16, b...)); got != same {
			t.Fatalf("%q and %q: equal keys %v", a, b, got)
		}
	})
	if bytes.Equal(x.Address(16, "ab", "c"), x.Address(16, "a", "bc")) {
		t.Error("parts run together")
	}
	if y := box(t, NewKey(), "b"); bytes.Equal(x.Address(16, "a"), y.Address(16, "a")) {
		t.Error("two books use the same keys")
	}
	if n := len(x.Address(99, "a")); n != MaxAddress {
		t.Errorf("a key of %d bytes", n)
	}
}

func TestAKeyNeverPrintsItself(t *testing.T) {
	k := NewKey()
	x := box(t, k, "b")
	holder := struct {
		Key   Key
		inner Key
		box   *Box
	}{k, k, x}
	var secrets []string
	for _, key := range []Key{k, x.index} {
		secrets = append(secrets, string(key.Reveal()), hex.EncodeToString(key.Reveal()), fmt.Sprint(key.Reveal())[1:20])
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%q", "%d"} {
		for _, v := range []any{k, &k, holder, &holder, x, *x, []Key{k}, map[string]Key{"k": k}} {
			out := fmt.Sprintf(verb, v)
			for _, s := range secrets {
				if strings.Contains(out, s) {
					t.Fatalf("%s of %T shows a key", verb, v)
				}
			}
		}
	}
	if _, err := json.Marshal(k); !errors.Is(err, ErrSecret) {
		t.Errorf("a key was encoded: %v", err)
	}
}

func TestAKeyIsCopiedAndMeasured(t *testing.T) {
	raw := NewKey().Reveal()
	k, err := KeyFrom(raw)
	if err != nil {
		t.Fatal(err)
	}
	raw[0] ^= 1
	if bytes.Equal(raw, k.Reveal()) {
		t.Error("the key shares its bytes with the caller")
	}
	if _, err := KeyFrom(raw[:31]); !errors.Is(err, ErrKeySize) {
		t.Errorf("a short key: %v", err)
	}
	if _, err := NewBox(Keys{}, "b", 1); !errors.Is(err, ErrKeySize) {
		t.Errorf("no key at all: %v", err)
	}
	if (Key{}).Reveal() != nil {
		t.Error("no key has bytes")
	}
}

func BenchmarkSealAndOpen300Bytes(b *testing.B) {
	x := box(b, NewKey(), "b")
	at := Place{"rev", []byte("0123456789abcdef")}
	plain := make([]byte, 300)
	for b.Loop() {
		if _, err := x.Open(at, x.Seal(at, plain)); err != nil {
			b.Fatal(err)
		}
	}
}
