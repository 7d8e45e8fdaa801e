using Dispatch.Runtime.Calls;

namespace Dispatch.Runtime.Activations;

/// <summary>Calls that wait, first come first served; a list through the calls themselves.</summary>
internal struct Mailbox
{
    private Call? _last;

    public Call? First { get; private set; }

    public int Count { get; private set; }

    public void Add(Call call)
    {
        _ = _last is null ? First = call : _last.Next = call;
        _last = call;
        Count++;
    }

    public Call Take()
    {
        var call = First!;
        First = call.Next;
        call.Next = null;
        Count--;
        if (First is null)
        {
            _last = null;
        }

        return call;
    }
}
