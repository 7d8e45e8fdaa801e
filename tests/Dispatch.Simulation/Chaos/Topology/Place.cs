using System.Diagnostics;
using System.Net;

namespace Dispatch.Simulation.Chaos.Topology;

/// <summary>Where one process runs, life after life: the same address and the same name, a new process each time.</summary>
/// <param name="name">Such as <c>silo-2</c>.</param>
/// <param name="folder">Where its output goes.</param>
/// <param name="start">How the process of a life is started.</param>
/// <param name="door">Where it says that it is ready.</param>
/// <param name="lanes">Open while it lives.</param>
internal sealed class Place(string name, string folder, Func<string, ProcessStartInfo> start, Uri door, params Lane[] lanes) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private int _lives;

    public string Name => name;

    public Uri Door => door;

    /// <summary>The present life.</summary>
    public Node Node { get; private set; } = null!;

    /// <summary>Begins a life and waits until it takes calls.</summary>
    public async Task StartAsync()
    {
        Node?.Dispose();
        var life = $"{name}.{++_lives}";
        foreach (var lane in lanes)
        {
            lane.Open();
        }

        Node = new Node(life, start(life), door, folder, Ended);
        await Node.ReadyAsync(Patience);
    }

    public void Dispose() => Node?.Dispose();

    private void Ended(Node node)
    {
        if (ReferenceEquals(node, Node))
        {
            foreach (var lane in lanes)
            {
                lane.Shut();
            }
        }
    }

    /// <summary>A program of the product, built beside this one.</summary>
    public static ProcessStartInfo Program(string project, Uri door, params string[] settings)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project);
        return new ProcessStartInfo(program, ["--urls", door.OriginalString, .. settings]) { Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" } };
    }

    public static Uri FreeDoor() => new($"http://{new IPEndPoint(IPAddress.Loopback, Ports.Free())}");
}
