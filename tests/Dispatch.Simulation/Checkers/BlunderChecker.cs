using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>Nothing fails but what the simulation breaks: assertions of the product and slips of its code end the play.</summary>
internal sealed class BlunderChecker : Checker
{
    protected override string Promise => "Code";

    public override void See(Happening happening, Truth before) =>
        Holds(happening is not Blunder, happening.At, () => happening.ToString()!);
}
