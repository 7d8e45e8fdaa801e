using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Accounts;

/// <summary>Whose accounts belong to a station, and who has applied there. Keyed by station id, or <see cref="Rolls.Installation"/>.</summary>
/// <remarks>A name is entered before its account is made, so that no account is ever missing; one without an account of the station is passed over.</remarks>
[Alias("dispatch.roll")]
public interface IRollGrain : IGrainWithStringKey
{
    /// <summary>Names and applications.</summary>
    [ReadOnly, Alias("get")]
    Task<RollView> GetAsync();

    /// <summary>Enters an account name. Refused with <see cref="RefusalCode.RollFull"/> beyond 5,000.</summary>
    [Alias("enter")]
    Task<Reply> EnterAsync(string account);

    /// <summary>Takes an application down; the same again changes nothing. Refused with <see cref="RefusalCode.RollFull"/> while 200 wait.</summary>
    [Alias("apply")]
    Task<Reply> ApplyAsync(Application application);

    /// <summary>The application was approved or declined.</summary>
    [Alias("settle")]
    Task<Reply> SettleAsync(string applicationId, bool approved, Actor actor);

    /// <summary>Drops applications from before the cutoff, which nobody settled; answers how many.</summary>
    [Alias("forget")]
    Task<int> ForgetAsync(DateTimeOffset cutoff);
}

/// <summary>Keys of rolls.</summary>
public static class Rolls
{
    /// <summary>The roll of accounts without a station.</summary>
    public const string Installation = "@installation";
}

/// <summary>Account names in ordinal order, and applications by time.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.roll-view")]
public sealed record RollView(ImmutableArray<string> Accounts, ImmutableArray<Application> Applications);

/// <summary>Somebody who wants to help at a station.</summary>
/// <param name="Id">Derived from what was sent, so that the same application sent twice is one.</param>
/// <param name="DisplayName">1..64 characters.</param>
/// <param name="Account">The account name wished for; nobody has looked whether it is free.</param>
/// <param name="At">When it came.</param>
[GenerateSerializer, Immutable, Alias("dispatch.application")]
public sealed record Application(string Id, [property: Sealed] string DisplayName, string Account, DateTimeOffset At);
