namespace Dispatch.Silo.Hosting;

/// <summary>What the process may say of its silo.</summary>
/// <param name="IsReady">It has joined, takes calls and is in touch with the others.</param>
/// <param name="Death">Ends when the others have ended it; the process stops then, and may be started again.</param>
internal sealed record SiloState(Func<bool> IsReady, Task Death)
{
    public bool WasDeclaredDead => Death.IsCompleted;
}
