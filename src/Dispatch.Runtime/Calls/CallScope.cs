namespace Dispatch.Runtime.Calls;

/// <summary>Which of several calls that run beside each other in one activation is the current one. Follows awaits.</summary>
internal static class CallScope
{
    private static readonly AsyncLocal<Call?> Interleaved = new();

    public static void Enter(Call call) => Interleaved.Value = call;

    /// <summary>The interleaved call that this code belongs to, when it runs on that host.</summary>
    public static Call? Of(ICallHost host) => Interleaved.Value is { IsRunning: true } call && ReferenceEquals(call.Host, host) ? call : null;
}
