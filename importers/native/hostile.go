package native

import (
	"bytes"
	"fmt"
)

// The parser recurses into collections, compares each key of a mapping with all others, and each sign of a long line and each
// of many empty lines with those before it, and builds a thousand bytes for each sign of a collection. So the text is held to
// these bounds before the parser sees it; the files of a dataset need a tenth, and have a sign in every eighteen bytes or more.
const (
	maxNesting  = 64
	maxBrackets = 1_000 // open at once; prose may leave some open
	maxKeys     = 1_000
	maxQuotes   = 4_000
	maxMarks    = 1_000 // colons, dashes, anchors, percent signs or tabs of a line
	maxLine     = 64 << 10
	maxEmpty    = 100 // lines without text that follow one another
	maxStarts   = 100 // lines at which a document starts or ends
	fewSigns    = 10_000
	signEvery   = 12 // bytes, in a text of more than few signs
)

// hostile is the line at which a YAML text goes beyond what is parsed, and how; line 0 where it does not.
func hostile(data []byte) (line int, why string) {
	open, asked, starts, signs, empty := 0, 0, 0, 0, 0
	var mappings []keyCount // by indent, the outermost first
	n := -1
	for line := range bytes.SplitSeq(data, []byte("\n")) {
		n++
		if len(line) > maxLine {
			return n + 1, fmt.Sprintf("the line has more than %d bytes; break it into several lines, or name the file .json where it is that", maxLine)
		}
		if bytes.Count(line, []byte{'"'}) > maxQuotes {
			return n + 1, fmt.Sprintf("the line has more than %d quotation marks", maxQuotes)
		}
		for _, mark := range []string{": ", "- ", "&", "%", "\t"} {
			if bytes.Count(line, []byte(mark)) > maxMarks {
				return n + 1, fmt.Sprintf("the line has more than %d of %q; break it into several lines", maxMarks, mark)
			}
		}
		if bytes.IndexByte(line, 0) >= 0 {
			return n + 1, "the line has a NUL byte, which no text has"
		}
		if line = bytes.TrimSuffix(line, []byte("\r")); bytes.IndexByte(line, '\r') >= 0 {
			return n + 1, "the line has a carriage return inside, which ends lines for some and not for others; end lines with a line feed"
		}
		if empty++; len(bytes.TrimSpace(line)) > 0 {
			empty = 0
		}
		if empty > maxEmpty {
			return n + 1, fmt.Sprintf("more than %d lines without text follow one another", maxEmpty)
		}
		switch {
		case bytes.HasPrefix(line, []byte("%")):
			return n + 1, "the line is a directive, which is not read here; begin the text with a quotation mark where it is none"
		case bytes.HasPrefix(line, []byte("---")) || bytes.HasPrefix(line, []byte("...")):
			if starts++; starts > maxStarts {
				return n + 1, fmt.Sprintf("more than %d documents start or end; a file holds one", maxStarts)
			}
		}
		if signs += signsOf(line); signs > fewSigns && signs > len(data)/signEvery {
			return n + 1, fmt.Sprintf("the file has little else than dashes, commas, colons and brackets up to here: more than %d, one in fewer than %d bytes", signs-1, signEvery)
		}
		rest := bytes.TrimLeft(line, " ")
		indent, dashes := len(line)-len(rest), 0
		if bytes.HasPrefix(rest, []byte("? ")) {
			if asked++; asked > maxKeys {
				return n + 1, fmt.Sprintf("more than %d keys are written with a question mark", maxKeys)
			}
		}
		for len(rest) > 1 && (rest[0] == '-' || rest[0] == '?') && rest[1] == ' ' {
			inner := bytes.TrimLeft(rest[1:], " ")
			indent += len(rest) - len(inner)
			rest = inner
			dashes++
		}
		if dashes > 0 {
			mappings = deeperOut(mappings, indent-1) // a new record of a list
		}
		if bytes.IndexByte(rest, ':') > 0 && rest[0] != '#' {
			mappings = deeperOut(mappings, indent)
			if len(mappings) == 0 || mappings[len(mappings)-1].indent < indent {
				mappings = append(mappings, keyCount{indent: indent})
			}
			last := &mappings[len(mappings)-1]
			if last.keys++; last.keys > maxKeys {
				return n + 1, fmt.Sprintf("a mapping has more than %d keys", maxKeys)
			}
		}
		for _, c := range line {
			switch c {
			case '[', '{':
				if open++; open > maxBrackets {
					return n + 1, fmt.Sprintf("more than %d brackets are open", maxBrackets)
				}
			case ']', '}':
				open = max(open-1, 0)
			}
		}
		if dashes > maxNesting {
			return n + 1, fmt.Sprintf("collections nest more than %d deep", maxNesting)
		}
	}
	return 0, ""
}

// signsOf counts what of a line may be a sign of a collection, a text over lines or a comment: brackets, commas, colons, and
// the dashes, question marks, bars and number signs that it begins with.
func signsOf(line []byte) (signs int) {
	blank := true // so far, but for such signs
	for i, c := range line {
		switch c {
		case '[', ']', '{', '}', ',':
			signs++
		case ':':
			if i+1 == len(line) || line[i+1] == ' ' {
				signs++
			}
		case '#':
			if blank || line[i-1] == ' ' {
				signs++
			}
		case '-', '?', '|', '>':
			if blank {
				signs++
			}
		}
		blank = blank && (c == ' ' || c == '-' || c == '?')
	}
	return signs
}

// keyCount is how many lines at an indent look like keys of one mapping.
type keyCount struct{ indent, keys int }

// deeperOut leaves out the mappings that are indented deeper.
func deeperOut(mappings []keyCount, indent int) []keyCount {
	for len(mappings) > 0 && mappings[len(mappings)-1].indent > indent {
		mappings = mappings[:len(mappings)-1]
	}
	return mappings
}
