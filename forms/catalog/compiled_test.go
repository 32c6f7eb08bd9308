package catalog

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// alike compares libraries; conditions by what they test, lists and maps without
// telling none from empty.
var alike = cmp.Options{
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b forms.Cond) bool {
		return a.Text == b.Text && a.Empty() == b.Empty() && reflect.DeepEqual(a.Tests(), b.Tests())
	}),
}

func TestCompiledFormsAreThoseOfTheFiles(t *testing.T) {
	lib, data, faults, err := Compile(Files())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f.Say(words(t, lang.English)))
	}
	if string(data) != compiled {
		t.Fatal("compiled.bin is older than the YAML: run go generate ./forms/catalog")
	}
	if diff := cmp.Diff(lib, shipped(t), alike); diff != "" {
		t.Errorf("what is loaded differs from the files (-files +loaded):\n%s", diff)
	}
	_, again, _, err := Compile(os.DirFS("."))
	if err != nil || !bytes.Equal(again, data) {
		t.Errorf("compiling twice gives other bytes (%v)", err)
	}
}

// fill sets every field of a value to something that is not its zero, lists and
// maps down to a depth.
func fill(v reflect.Value, depth int, n *int) {
	*n++
	switch v.Interface().(type) {
	case forms.Cond:
		c, err := forms.ParseCond("a.b has c" + strings.Repeat("x", *n%50))
		if err != nil {
			panic(err)
		}
		v.Set(reflect.ValueOf(c))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.Repeat("å", *n%300) + "x")
	case reflect.Int:
		v.SetInt(int64(*n * 1_000_003 * (1 - 2*(*n%2))))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 3)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth, n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), depth, n)
		}
	case reflect.Slice:
		if depth > 0 {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			fill(v.Index(0), depth-1, n)
			fill(v.Index(1), depth-1, n)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 2 {
			k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(k, depth, n)
			fill(e, depth, n)
			v.SetMapIndex(k, e)
		}
	default:
		panic("no way to fill " + v.Type().String())
	}
}

func TestNothingOfAFormIsLostInCompiling(t *testing.T) {
	lib, n := &forms.Library{}, 0
	fill(reflect.ValueOf(lib).Elem(), 4, &n)
	got, err := decode(string(encode(lib)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lib, got, alike); diff != "" {
		t.Errorf("lost or changed (-before +after):\n%s", diff)
	}
}

func TestDamagedCompiledFormsAreAnError(t *testing.T) {
	for _, in := range []string{"", "x", compiledMark, compiledMark + "\xff\xff\xff\xff\xff\xff", compiled + "x", strings.Replace(compiled, compiledMark, "pairbook forms 0\n", 1)} {
		if _, err := decode(in); err == nil {
			t.Errorf("%.30q decodes", in)
		}
	}
	for cut := len(compiledMark); cut < len(compiled); cut += 997 {
		if _, err := decode(compiled[:cut]); err == nil {
			t.Errorf("the first %d bytes decode", cut)
		}
	}
}

func FuzzDecode(f *testing.F) {
	lib, n := &forms.Library{}, 0
	fill(reflect.ValueOf(lib).Elem(), 1, &n)
	f.Add(encode(lib))
	f.Add([]byte(compiledMark))
	f.Fuzz(func(t *testing.T, data []byte) {
		lib, err := decode(string(data))
		if err == nil && lib == nil {
			t.Fatal("neither a library nor an error")
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decode(compiled); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadYAML(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := readAll(Files()); err != nil {
			b.Fatal(err)
		}
	}
}
