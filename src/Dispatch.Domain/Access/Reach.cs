namespace Dispatch.Domain.Access;

/// <summary>How far a role reaches with one action. Each reach includes those before it.</summary>
public enum Reach
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>What is the actor's own: the own account, an offer sent to it, a task it has in hand.</summary>
    Own,

    /// <summary>What belongs to the actor's station.</summary>
    Station,

    /// <summary>Also what another station shares with the actor's by agreement, to look at only.</summary>
    Agreed,

    /// <summary>Every station, or what belongs to none.</summary>
    All,
}

/// <summary>How an actor stands to the thing it asks for.</summary>
/// <param name="IsOwn">It is the actor's own.</param>
/// <param name="IsStations">It belongs to the actor's station.</param>
/// <param name="IsAgreed">Its station shares it with the actor's by agreement.</param>
public readonly record struct Standing(bool IsOwn = false, bool IsStations = false, bool IsAgreed = false);
