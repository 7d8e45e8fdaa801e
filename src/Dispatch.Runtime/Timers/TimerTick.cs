using Dispatch.Runtime.Calls;

namespace Dispatch.Runtime.Timers;

/// <summary>The call that a due timer makes to its own activation.</summary>
internal class TimerTick(GrainTimer timer) : ActionCall
{
    private static readonly CallMethod Exclusive = Describe(CallTraits.OneWay);

    public override CallMethod Method => Exclusive;

    public override object?[] Arguments => [];

    internal override GrainId Target => timer.Activation.GrainId;

    internal override bool IsOwn => true;

    internal override bool IsUse => timer.KeepsAlive;

    internal override void OnEnded() => timer.Ticked();

    public override Call Copy() => throw new InvalidOperationException("A tick never leaves its activation.");

    protected override Task Invoke(object target) => timer.TickAsync();

    protected static CallMethod Describe(CallTraits traits) =>
        new(typeof(IGrainTimer), "Tick", "tick", traits, null, [], _ => throw new InvalidOperationException("A tick never comes over a wire."));
}

/// <summary>A tick that runs beside calls.</summary>
internal sealed class InterleavingTick(GrainTimer timer) : TimerTick(timer)
{
    private static readonly CallMethod Interleaved = Describe(CallTraits.OneWay | CallTraits.AlwaysInterleave);

    public override CallMethod Method => Interleaved;
}
