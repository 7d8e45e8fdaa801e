namespace Dispatch.Simulation.Chaos.People;

/// <summary>The web processes as their clients know them. Whoever cannot reach one goes to the next.</summary>
internal sealed class Gateways(IReadOnlyList<Uri> doors)
{
    /// <summary>The door of a client's n-th try: each has its own first door.</summary>
    public Uri Door(int client, int tries) => doors[(client + tries) % doors.Count];
}
