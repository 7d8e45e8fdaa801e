using System.Diagnostics;

namespace Dispatch.Grains.Requests;

/// <summary>
/// Ties what a request does by itself to the call that caused it. A timer carries nobody's trace, so a trace would end where the request
/// answers; with this it leads on to the zones and responders. Costs one comparison while nobody traces.
/// </summary>
internal struct RequestTrace
{
    private static readonly ActivitySource Source = new("Dispatch.Grains");

    private string? _cause;

    /// <summary>The call that runs now has changed the request.</summary>
    public void Remember()
    {
        if (Activity.Current is { } current && current.Source != Source)
        {
            _cause = current.Id;
        }
    }

    /// <summary>Goes on with the trace of the last change, once.</summary>
    public Activity? Continue()
    {
        var cause = _cause;
        _cause = null;
        return cause is null ? null : Source.StartActivity("Request/Drive", ActivityKind.Internal, cause);
    }
}
