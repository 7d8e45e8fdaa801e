using System.Collections.Immutable;

namespace Dispatch.Domain.Access;

/// <summary>Where an actor's method that the web side calls is kept from those who may not.</summary>
public enum Guard
{
    /// <summary>The method takes who asks, and judges by the table itself.</summary>
    Judges,

    /// <summary>The actor's key is the caller's own account, or follows from the case code, which is the credential.</summary>
    Key,

    /// <summary>The route or hub method judged the station, which is the actor's key, before it called.</summary>
    Route,

    /// <summary>No person calls it: the product itself does, at its start, by its clock, or to look somebody up.</summary>
    Product,
}

/// <summary>Every method of an actor that the web side may call, and what guards it. A test finds calls that stand in no row.</summary>
public static class GrainEntries
{
    public static readonly ImmutableSortedDictionary<string, Guard> All = new (string Name, Guard Guard)[]
    {
        ("IRequestGrain.SubmitAsync", Guard.Key),
        ("IRequestGrain.CancelAsync", Guard.Judges),
        ("IRequestGrain.DispatchAsync", Guard.Judges),
        ("IRequestGrain.WidenAsync", Guard.Judges),
        ("IRequestGrain.ReferAsync", Guard.Judges),
        ("IRequestGrain.OwnAsync", Guard.Judges),
        ("IRequestGrain.RaiseAsync", Guard.Judges),
        ("IRequestGrain.GetAsync", Guard.Judges),
        ("IRequestGrain.TimelineAsync", Guard.Judges),
        ("IRequestGrain.CandidatesAsync", Guard.Judges),
        ("IRequestGrain.OpenSealedAsync", Guard.Judges),
        ("IRequestGrain.SealedAsync", Guard.Judges),
        ("IRequestGrain.ConfirmAsync", Guard.Key),
        ("IRequestGrain.HelpAsync", Guard.Key),
        ("IRequestGrain.FollowAsync", Guard.Key),
        ("IRequestGrain.UnfollowAsync", Guard.Key),
        ("IResponderGrain.GetAsync", Guard.Key),
        ("IResponderGrain.SetDutyAsync", Guard.Key),
        ("IResponderGrain.OffersAsync", Guard.Key),
        ("IResponderGrain.AnswerAsync", Guard.Key),
        ("IResponderGrain.ProgressAsync", Guard.Key),
        ("IResponderGrain.HandBackAsync", Guard.Key),
        ("IResponderGrain.DeliveredAsync", Guard.Key),
        ("IResponderGrain.ConnectAsync", Guard.Key),
        ("IResponderGrain.DisconnectAsync", Guard.Key),
        ("IResponderGrain.EnrolAsync", Guard.Product),
        ("IBoardGrain.GetAsync", Guard.Route),
        ("IBoardGrain.GetSharedAsync", Guard.Route),
        ("IBoardGrain.WatchAsync", Guard.Route),
        ("IBoardGrain.UnwatchAsync", Guard.Route),
        ("IStationGrain.ConfigureAsync", Guard.Product),
        ("IStationGrain.ShareAsync", Guard.Judges),
        ("IStationGrain.NoticesAsync", Guard.Judges),
        ("IStationGrain.NoticeSeenAsync", Guard.Judges),
        ("IDirectoryGrain.GetAsync", Guard.Product),
        ("IOpsGrain.GetAsync", Guard.Route),
        ("IAccountGrain.GetAsync", Guard.Product),
        ("IAccountGrain.PutAsync", Guard.Product),
        ("IAccountGrain.CredentialsAsync", Guard.Product),
        ("IAccountGrain.CheckAsync", Guard.Product),
        ("IAccountGrain.SignInAsync", Guard.Product),
        ("IAccountGrain.SessionsAsync", Guard.Key),
        ("IAccountGrain.EndSessionAsync", Guard.Key),
        ("IAccountGrain.EndSessionsAsync", Guard.Key),
        ("IAccountGrain.SetPasswordAsync", Guard.Key),
        ("IAccountGrain.EnrolTotpAsync", Guard.Key),
        ("IAccountGrain.RenewRecoveryAsync", Guard.Key),
        ("IAccountGrain.AddPasskeyAsync", Guard.Key),
        ("IAccountGrain.NamePasskeyAsync", Guard.Key),
        ("IAccountGrain.RemovePasskeyAsync", Guard.Key),
        ("IAccountGrain.LinkAsync", Guard.Key),
        ("IAccountGrain.RedeemAsync", Guard.Key),
        ("IAccountGrain.InviteAsync", Guard.Judges),
        ("IAccountGrain.IssueLinkAsync", Guard.Judges),
        ("IAccountGrain.IssueCodeAsync", Guard.Judges),
        ("IAccountGrain.AssignAsync", Guard.Judges),
        ("IAccountGrain.CloseAsync", Guard.Judges),
        ("IRollGrain.GetAsync", Guard.Route),
        ("IRollGrain.EnterAsync", Guard.Route),
        ("IRollGrain.ApplyAsync", Guard.Product),
        ("IRollGrain.SettleAsync", Guard.Route),
        ("IKeyRingGrain.AddAsync", Guard.Product),
        ("IKeyRingGrain.GetAsync", Guard.Product),
        ("IOnceGrain.AwaitAsync", Guard.Product),
        ("IOnceGrain.BeginAsync", Guard.Product),
        ("IOnceGrain.FinishAsync", Guard.Product),
        ("IOnceGrain.ForgetAsync", Guard.Product),
        ("IOnceGrain.LetGoAsync", Guard.Product),
        ("IProbeGrain.WriteAsync", Guard.Product),
    }.ToImmutableSortedDictionary(entry => entry.Name, entry => entry.Guard, StringComparer.Ordinal);
}
