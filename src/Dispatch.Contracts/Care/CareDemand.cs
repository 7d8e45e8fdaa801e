using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Care;

/// <summary>A group of people whose care needs a competence of its own. That somebody belongs to one is sealed (G11).</summary>
[GenerateSerializer, Alias("care.population")]
public enum Population
{
    /// <summary>Minors.</summary>
    Minors = 0,

    /// <summary>Elders.</summary>
    Elders = 1,

    /// <summary>People under community corrections.</summary>
    Corrections = 2,

    /// <summary>People in community drug treatment or recovery.</summary>
    DrugRecovery = 3,

    /// <summary>People with a severe mental illness.</summary>
    SevereIllness = 4,
}

/// <summary>What a case asks of whoever serves it: competences for its populations, and nobody with a conflict of interest.</summary>
/// <remarks>Sealed: the care team and the head of the station alone read it. It is in no offer, push, log, board or record entry.</remarks>
/// <param name="Populations">Populations that the person belongs to, in the order of the enum, each once.</param>
/// <param name="Conflicts">Accounts of counsellors with a conflict of interest, in the order of naming, each once; at most 20.</param>
/// <param name="Version">Grows with every change; 0 at intake. An older one is passed over.</param>
[GenerateSerializer, Immutable, Alias("care.demand")]
public sealed record CareDemand(ImmutableArray<Population> Populations, ImmutableArray<string> Conflicts, long Version)
{
    /// <summary>Nothing is asked.</summary>
    public static readonly CareDemand None = new([], [], 0);

    /// <summary>Whether a counsellor was named as having a conflict of interest.</summary>
    public bool Bars(string account) => Conflicts.Contains(account);
}

/// <summary>Says which populations the person of a case belongs to; the whole list, with a reason of up to 300 characters.</summary>
[GenerateSerializer, Immutable, Alias("care.name-populations")]
public sealed record NamePopulations(CareWorker Worker, ImmutableArray<Population> Populations, string Reason);

/// <summary>
/// Says that a counsellor has a conflict of interest in a case, or (<c>Stands</c> false) that there is none any longer; with a reason of up to 300
/// characters that the head alone reads.
/// </summary>
[GenerateSerializer, Immutable, Alias("care.name-conflict")]
public sealed record NameConflict(CareWorker Worker, string Account, bool Stands, string Reason);

/// <summary>What a case asks, as its team and the head of its station see it.</summary>
/// <param name="Populations">Populations that the person belongs to.</param>
/// <param name="Conflicts">Accounts with a conflict of interest.</param>
/// <param name="Lacking">Competences that the owner has not; the supervisor stands beside.</param>
/// <param name="Reasons">Why, newest last; for the head alone, else empty.</param>
/// <param name="Names">The asker may say which populations.</param>
/// <param name="Clears">The asker may name conflicts of others and take them back.</param>
[GenerateSerializer, Immutable, Alias("care.demand-view")]
public sealed record CareDemandView(
    ImmutableArray<Population> Populations,
    ImmutableArray<string> Conflicts,
    ImmutableArray<Population> Lacking,
    ImmutableArray<DemandReason> Reasons,
    bool Names,
    bool Clears);

/// <summary>One change of what a case asks: who, when, what (<c>populations</c>, <c>conflict</c>, <c>conflict-over</c>), about whom, and why.</summary>
[GenerateSerializer, Immutable, Alias("care.demand-reason")]
public sealed record DemandReason(DateTimeOffset At, string By, Role Role, string What, [property: Sealed] string? About, [property: Sealed] string Reason);
