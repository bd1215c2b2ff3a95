using System.Text;
using System.Text.Json;

namespace CarTEvidence.Cli.Fit;

/// <summary>
/// Cuts a stream into requests as they come: one object (over any number of lines), an array of objects, or one object a line, also mixed.
/// A broken request costs itself alone: the cut is found again at the next line that is a whole request.
/// </summary>
internal sealed class RequestSplitter(TextReader input, CancellationToken cancellation)
{
    private const int BufferLength = 1 << 16;

    private readonly StringBuilder _pending = new();
    private State _state;
    private bool _inArray;
    private bool _inString;
    private bool _escaped;
    private int _depth;
    private int _lineStart;
    private long _line = 1;
    private long _startLine;

    private enum State
    {
        Between,
        Object,
        AfterObject,
        NoObject,
    }

    /// <summary>The requests in order; blocks until the next one is there.</summary>
    public IEnumerable<RequestText> Read()
    {
        var buffer = new char[BufferLength];
        int length;
        while ((length = Fill(buffer)) > 0)
        {
            for (var i = 0; i < length; i++)
            {
                foreach (var request in Take(buffer[i]))
                {
                    yield return request;
                }

                if (buffer[i] == '\n')
                {
                    _line++;
                }
            }
        }

        foreach (var request in End())
        {
            yield return request;
        }
    }

    // A terminal or pipe blocks in Read and knows no cancellation, so the wait is what is cancelled.
    private int Fill(char[] buffer) => Task.Run(() => input.Read(buffer, 0, buffer.Length), cancellation).WaitAsync(cancellation).GetAwaiter().GetResult();

    private RequestText[] Take(char c) => _state switch
    {
        State.Between => Begin(c),
        State.Object => Continue(c),
        State.AfterObject => Close(c),
        _ => Skip(c),
    };

    private RequestText[] Begin(char c)
    {
        if (c == '{')
        {
            Start(State.Object);
            return Continue(c);
        }

        if (c == '[' && !_inArray)
        {
            _inArray = true;
        }
        else if (c == ']' && _inArray)
        {
            _inArray = false;
        }
        else if (!char.IsWhiteSpace(c) && c != '\uFEFF' && !(c == ',' && _inArray))
        {
            Start(State.NoObject);
            return Skip(c);
        }

        return [];
    }

    private void Start(State state)
    {
        _pending.Clear();
        _state = state;
        _startLine = _line;
        _lineStart = 0;
        _depth = 0;
        _inString = _escaped = false;
    }

    private RequestText[] Continue(char c)
    {
        _pending.Append(c);
        if (_inString)
        {
            if (c == '\n')
            {
                return [Cut(_pending.ToString())];
            }

            _inString = _escaped || c != '"';
            _escaped = !_escaped && c == '\\';
            return [];
        }

        switch (c)
        {
            case '"':
                _inString = true;
                return [];
            case '{' or '[':
                _depth++;
                return [];
            case '}' or ']':
                _depth--;
                if (_depth > 0)
                {
                    return [];
                }

                _state = State.AfterObject;
                return _inArray ? [Cut(_pending.ToString())] : [];
            case '\n':
                var found = Resume();
                _lineStart = _pending.Length;
                return found;
            default:
                return [];
        }
    }

    /// <summary>After an object on its line: the line's end or another object; anything else makes the line no JSON.</summary>
    private RequestText[] Close(char c)
    {
        switch (c)
        {
            case '\n':
                return [Cut(_pending.ToString())];
            case '{':
                var request = Cut(_pending.ToString());
                return [request, .. Begin(c)];
            case ' ' or '\t' or '\r':
                return [];
            default:
                _state = State.NoObject;
                return Skip(c);
        }
    }

    private RequestText[] Skip(char c)
    {
        if (c == '\n' || (_inArray && c is ',' or ']'))
        {
            _inArray &= c != ']';
            return [Cut(_pending.ToString())];
        }

        _pending.Append(c);
        return [];
    }

    private RequestText[] End()
    {
        switch (_state)
        {
            case State.Between:
                return _inArray ? [new RequestText("[", _line, Truncated: true)] : [];
            case State.Object:
                var found = _inString ? [] : Resume();
                return found.Length > 0 ? found : [Cut(_pending.ToString()) with { Truncated = true }];
            default:
                return [Cut(_pending.ToString())];
        }
    }

    /// <summary>Where the line just read is a whole request although an earlier one is still open, that one was cut short.</summary>
    private RequestText[] Resume()
    {
        if (_lineStart == 0 || _lineStart >= _pending.Length || _pending[_lineStart] != '{')
        {
            return [];
        }

        var line = _pending.ToString(_lineStart, _pending.Length - _lineStart).TrimEnd().TrimEnd(',');
        if (!IsRequest(line))
        {
            return [];
        }

        var broken = Cut(_pending.ToString(0, _lineStart)) with { Truncated = true };
        return [broken, new RequestText(line, _line)];
    }

    private RequestText Cut(string text)
    {
        _state = State.Between;
        return new RequestText(text, _startLine);
    }

    private static bool IsRequest(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("kind", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
