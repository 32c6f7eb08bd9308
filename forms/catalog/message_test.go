package catalog

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// saidInCode lists the message names that this package's code reports.
func saidInCode(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				keys = append(keys, saidByCall(call)...)
			}
			return true
		})
	}
	for _, l := range lang.All() {
		keys = append(keys, "language_"+string(l))
	}
	keys = append(keys, refusedInCode(t)...)
	for _, r := range []forms.CondReason{
		forms.CondEmpty, forms.CondLong, forms.CondDeep, forms.CondText, forms.CondSign, forms.CondName, forms.CondTest,
		forms.CondValue, forms.CondNumber, forms.CondRole, forms.CondFact, forms.CondJoin, forms.CondBracket,
	} {
		keys = append(keys, "cond_"+string(r))
	}
	return append(keys, "unknown_key", "unknown_value", "unknown_key_near", "unknown_value_near")
}

// refusedInCode lists the faults that are given as File.Refused.
func refusedInCode(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("folder.go")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range regexp.MustCompile(`Refused: "(\w+)"`).FindAllSubmatch(data, -1) {
		keys = append(keys, string(m[1]))
	}
	return keys
}

// saidByCall returns the key a call of fault, faultAt, without or wording writes out.
func saidByCall(call *ast.CallExpr) []string {
	name, at := "", 1
	if f, ok := call.Fun.(*ast.SelectorExpr); ok && (f.Sel.Name == "faultAt" || f.Sel.Name == "without") {
		at = 2
	}
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
	case *ast.Ident:
		name, at = f.Name, 0
	}
	if name != "fault" && name != "faultAt" && name != "without" && name != "wording" || len(call.Args) <= at {
		return nil
	}
	lit, ok := call.Args[at].(*ast.BasicLit)
	if !ok {
		return nil
	}
	return []string{strings.Trim(lit.Value, `"`)}
}

func TestEveryFaultHasItsMessageAndEveryMessageItsFault(t *testing.T) {
	used := saidInCode(t)
	for _, l := range lang.All() {
		w := words(t, l)
		for _, key := range used {
			if !w.Has("formcheck." + key) {
				t.Errorf("%s: no message formcheck.%s", l, key)
			}
		}
		for _, key := range w.Keys() {
			if name, ok := strings.CutPrefix(key, "formcheck."); ok && !slices.Contains(used, name) {
				t.Errorf("%s: nothing says %s", l, key)
			}
		}
	}
}

func TestMistypedWordFindsItsNeighbour(t *testing.T) {
	list := []string{"required", "register", "label", "by", "contract.ct_frequency"}
	for word, want := range map[string]string{
		"requird": "required", "regsiter": "register", "lable": "label", "by": "by", "bye": "by", "labels": "label",
		"contract.ct_freq": "contract.ct_frequency", "weather": "", "": "by", strings.Repeat("x", 100): "",
	} {
		if got := nearest(word, list); got != want && word != "" {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
}
