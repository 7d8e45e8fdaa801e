using Dispatch.Runtime.Storage;
using Dispatch.Web.Hosting;
using Orleans.Storage;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

public class FaultsTests
{
    public static TheoryData<Exception, RefusalCode> Failures() => new()
    {
        { new StorageUnavailableException("locked", outcomeUnknown: false, cause: null), RefusalCode.StoreUnavailable },
        { new InconsistentStateException("written by another"), RefusalCode.StoreUnavailable },
        { new StorageUnavailableException("cut off", outcomeUnknown: true, cause: null), RefusalCode.OutcomeUnknown },
        { new TimeoutException(), RefusalCode.OutcomeUnknown },
        { new SiloUnavailableException(), RefusalCode.OutcomeUnknown },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Refusal_OfAFailure_PromisesNothingChangedOnlyWhereThatIsKnown(Exception failure, RefusalCode code)
    {
        Faults.Refusal(failure).Code.ShouldBe(code);
        Problems.Status(code).ShouldBe(503);
        Problems.RetryAfter(code).ShouldNotBeNull();
    }
}
